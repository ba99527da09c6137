#include "sim/engine/schedule.h"

#include <limits>
#include <utility>

namespace copyscope::engine {
namespace {

constexpr std::size_t fewest_buckets = 64;
constexpr std::size_t most_buckets = std::size_t{1} << 22;
constexpr int longest_walk = 16; ///< steps from the run's end before the heap is the better place
constexpr std::int64_t least_review_work = 256;
constexpr std::size_t many = 1024;
constexpr std::uint64_t prefetched_buckets = 18;

Entry* entry_of(Link* link) {
  return static_cast<Entry*>(link);
}

} // namespace

Schedule::Schedule() {
  rebuild(shift_, fewest_buckets);
}

// In the current bucket or before it, or beyond the ring.
void Schedule::place_apart(Entry& entry, std::uint64_t bucket) {
  if (bucket <= current_) return place_in_run(entry);
  entry.place = Entry::Place::far_heap;
  far_heap_.insert(entry);
  next_bucket_ = std::min(next_bucket_, bucket);
  if (--work_until_review_ < 0) review();
}

void Schedule::place_in_near_heap(Entry& entry) {
  entry.place = Entry::Place::near_heap;
  near_heap_.insert(entry);
  work_until_review_ -= longest_walk;
}

// From the end, where an entry at the time of all others belongs.
void Schedule::place_in_run(Entry& entry) {
  Link* after = run_.prev;
  for (int steps = 0; after != &run_ && comes_before(entry, *entry_of(after)); after = after->prev)
    if (++steps > longest_walk) return place_in_near_heap(entry);
  entry.place = Entry::Place::run;
  entry.insert_before(*after->next);
}

// From the front, for the entries of a bucket, of which the last inserted comes first.
void Schedule::place_in_run_from_front(Entry& entry) {
  Link* before = run_.next;
  for (int steps = 0; before != &run_ && comes_before(*entry_of(before), entry);
       before = before->next)
    if (++steps > longest_walk) return place_in_near_heap(entry);
  entry.place = Entry::Place::run;
  entry.insert_before(*before);
}

void Schedule::remove(Entry& entry) {
  const Entry::Place place = entry.place;
  switch (place) {
  case Entry::Place::nowhere:
    return;
  case Entry::Place::run:
    entry.unlink();
    break;
  case Entry::Place::bucket:
    remove_from_bucket(entry);
    break;
  case Entry::Place::near_heap:
    near_heap_.remove(entry);
    break;
  case Entry::Place::far_heap:
    far_heap_.remove(entry);
    break;
  }
  entry.place = Entry::Place::nowhere;
  --size_;
  const bool was_near = place == Entry::Place::run || place == Entry::Place::near_heap;
  if (was_near && run_.empty() && near_heap_.empty()) find_next_bucket();
}

// A bucket is linked in one direction only, since inserting should touch no other entry. Where
// the search is long the whole bucket moves to the heap, so that many removals stay cheap.
void Schedule::remove_from_bucket(Entry& entry) {
  Link** head = &heads_[bucket_of(entry.time) & mask_];
  Link** place = head;
  for (int steps = 0; *place != &entry; place = &(*place)->next) {
    if (++steps <= longest_walk) continue;
    while (Link* link = *head) {
      *head = link->next;
      --in_ring_;
      entry_of(link)->place = Entry::Place::far_heap;
      far_heap_.insert(*entry_of(link));
    }
    return far_heap_.remove(entry);
  }
  *place = entry.next;
  --in_ring_;
}

Entry* Schedule::take_from_heap_or_run(Time horizon) {
  if (work_until_review_ < 0 && review()) return take(horizon);
  Entry& top = near_heap_.first();
  if (!run_.empty() && comes_before(*entry_of(run_.next), top)) {
    Entry* entry = entry_of(run_.next);
    if (entry->time > horizon) return nullptr;
    entry->unlink();
    taken(*entry);
    return entry;
  }
  if (top.time > horizon) return nullptr;
  near_heap_.remove(top);
  taken(top);
  return &top;
}

// Makes the next occupied bucket the current one, unless it begins after the horizon.
bool Schedule::open_next_bucket(Time horizon) {
  while (next_bucket_ != none) {
    if (next_bucket_ > bucket_of(horizon)) return false;
    if (work_until_review_ < 0 && review()) {
      if (!run_.empty() || !near_heap_.empty()) return true;
      continue;
    }
    current_ = next_bucket_;
    while (!far_heap_.empty() && bucket_of(far_heap_.first().time) <= current_) {
      Entry& entry = far_heap_.first();
      far_heap_.remove(entry);
      work_until_review_ -= longest_walk;
      place_in_run(entry);
    }
    const std::uint64_t slot = current_ & mask_;
    occupied_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    for (Link* link = std::exchange(heads_[slot], nullptr); link;) {
      Entry* entry = entry_of(link);
      link = link->next;
      --in_ring_;
      --work_until_review_;
      place_in_run_from_front(*entry);
    }
    if (!run_.empty() || !near_heap_.empty()) return true;
    find_next_bucket(); // its entries had been removed
  }
  return false;
}

void Schedule::find_next_bucket() {
  next_bucket_ = in_ring_ ? first_occupied() : none;
  if (!far_heap_.empty()) next_bucket_ = std::min(next_bucket_, bucket_of(far_heap_.first().time));
}

// The first bucket after the current one whose bit is set. There is one.
std::uint64_t Schedule::first_occupied() {
  const std::uint64_t start = current_ + 1;
  std::size_t word = (start & mask_) / 64;
  const int bit = static_cast<int>(start % 64);
  std::uint64_t bits = occupied_[word] >> bit;
  std::uint64_t bucket = start;
  if (!bits) {
    bucket = start - static_cast<std::uint64_t>(bit);
    do {
      word = (word + 1) & (mask_ / 64);
      bucket += 64;
      bits = occupied_[word];
      --work_until_review_;
    } while (!bits);
  }
  bucket += static_cast<std::uint64_t>(std::countr_zero(bits));
  if (in_ring_ >= many) prefetch_after(bucket);
  return bucket;
}

// Many tasks' frames lie outside the nearest caches: they are asked for while those before them
// run. A bucket is a list, so its second and third entry can be asked for only once the one before
// is there.
void Schedule::prefetch_after(std::uint64_t bucket) {
  const auto ask_for = [](const Link* link) {
    const auto entry = reinterpret_cast<std::uintptr_t>(link); // 0 in an empty bucket
    for (const std::uintptr_t line : {entry, entry + 64, entry + 128})
      __builtin_prefetch(reinterpret_cast<const void*>(line));
  };
  const auto second = [this](const Link* first) { return first ? first->next : &run_; };
  const std::uint64_t last = bucket + prefetched_buckets;
  for (std::uint64_t ahead = std::max(prefetched_ + 1, bucket + 1); ahead <= last; ++ahead) {
    ask_for(heads_[ahead & mask_]);
    ask_for(second(heads_[(ahead - prefetched_buckets / 3) & mask_]));
    ask_for(second(second(heads_[(ahead - 2 * prefetched_buckets / 3) & mask_])));
  }
  prefetched_ = last;
}

// Fits the buckets to what happens: one or two entries in each, and the ring wide enough for four
// to sixteen times the mean delay if delays are exponentially distributed. A rebuild costs O(n): it
// comes only after a like number of entries has been taken, or inserted, since the last one.
bool Schedule::review() {
  work_until_review_ = least_review_work;
  const bool earned =
      (taken_count_ - taken_at_rebuild_) * 4 >= size_ || size_ > 2 * size_at_rebuild_;
  if (!earned) return false;
  const std::uint64_t taken = taken_count_ - taken_at_review_;
  const Time elapsed = last_taken_ - reviewed_at_;
  int shift = shift_;
  if (taken >= 64 && elapsed.ps() > 0) {
    shift = std::bit_width(static_cast<std::uint64_t>(elapsed.ps()) / taken);
    reviewed_at_ = last_taken_;
    taken_at_review_ = taken_count_;
  }
  const std::size_t buckets = std::clamp(std::bit_ceil(4 * size_), fewest_buckets, most_buckets);
  const std::size_t now = heads_.size();
  const bool wrong_width = shift > shift_ + 1 || shift < shift_ - 1;
  const bool wrong_number = buckets > 2 * now || buckets < now / 16;
  if (!wrong_width && !wrong_number) return false;
  rebuild(shift, buckets);
  return true;
}

void Schedule::rebuild(int shift, std::size_t buckets) {
  Ring all;
  take_apart(all);
  heads_.resize(buckets);
  occupied_.resize(buckets / 64);
  shift_ = shift;
  mask_ = buckets - 1;
  current_ = bucket_of(last_taken_);
  next_bucket_ = none;
  prefetched_ = 0;
  work_until_review_ = std::numeric_limits<std::int64_t>::max(); // not while this goes on
  while (!all.empty()) {
    Entry* entry = entry_of(all.prev);
    entry->unlink();
    place(*entry);
  }
  if (run_.empty() && near_heap_.empty()) find_next_bucket();
  taken_at_rebuild_ = taken_count_;
  size_at_rebuild_ = size_;
  work_until_review_ = least_review_work;
}

// Into the reverse of the order in which placing them again is cheapest: the run from its
// beginning, each bucket from its first inserted entry.
void Schedule::take_apart(Ring& all) {
  far_heap_.move_all_to(all);
  for (std::size_t word = 0; word < occupied_.size(); ++word) {
    for (std::uint64_t bits = occupied_[word]; bits; bits &= bits - 1) {
      Link*& head = heads_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
      while (Link* link = head) {
        head = link->next;
        all.append(*link);
      }
    }
    occupied_[word] = 0;
  }
  in_ring_ = 0;
  near_heap_.move_all_to(all);
  while (!run_.empty()) {
    Link* link = run_.prev;
    link->unlink();
    all.append(*link);
  }
}

} // namespace copyscope::engine
