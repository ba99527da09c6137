#include "sim/engine/schedule.h"

namespace copyscope::engine {
namespace {

constexpr std::size_t fewest_buckets = 64;
constexpr std::size_t most_buckets = std::size_t{1} << 22;
constexpr int longest_walk = 16; ///< steps from the run's end before the heap is the better place
constexpr std::int64_t least_review_work = 256;

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
}

// From the end, where an entry at the time of all others belongs.
void Schedule::place_in_run(Entry& entry) {
  Link* before = run_.prev;
  int steps = 0;
  while (before != &run_ && comes_before(entry, *entry_of(before))) {
    if (++steps > longest_walk) {
      entry.place = Entry::Place::near_heap;
      near_heap_.insert(entry);
      work_until_review_ -= longest_walk;
      return;
    }
    before = before->prev;
  }
  entry.place = Entry::Place::list;
  entry.insert_before(*before->next);
}

void Schedule::remove(Entry& entry) {
  bool was_near = true;
  switch (entry.place) {
  case Entry::Place::nowhere:
    return;
  case Entry::Place::list:
    entry.unlink();
    if (bucket_of(entry.time) > current_) {
      --in_ring_;
      was_near = false;
    }
    break;
  case Entry::Place::near_heap:
    near_heap_.remove(entry);
    break;
  case Entry::Place::far_heap:
    far_heap_.remove(entry);
    was_near = false;
    break;
  }
  entry.place = Entry::Place::nowhere;
  --size_;
  if (was_near && run_.empty() && near_heap_.empty()) find_next_bucket();
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
    Ring& bucket = buckets_[slot];
    occupied_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
    while (!bucket.empty()) {
      Entry* entry = entry_of(bucket.next);
      entry->unlink();
      --in_ring_;
      --work_until_review_;
      place_in_run(*entry);
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
  return bucket + static_cast<std::uint64_t>(std::countr_zero(bits));
}

// Fits the buckets to what happens: about two entries in each, and the ring wide enough for eight
// times the mean of exponentially distributed delays. A rebuild costs O(n), and only comes after
// O(n) entries have been taken or O(n) work has been done since the last one.
bool Schedule::review() {
  const std::uint64_t taken = taken_count_ - taken_at_review_;
  const Time elapsed = last_taken_ - reviewed_at_;
  work_until_review_ = least_review_work;
  const std::size_t cost = size_;
  if (taken < 64 || elapsed.ps() == 0 || (taken_count_ - taken_at_rebuild_) * 4 < cost)
    return false;
  const std::uint64_t gap = static_cast<std::uint64_t>(elapsed.ps()) / taken;
  const int shift = std::bit_width(gap);
  const std::size_t buckets = std::clamp(std::bit_ceil(4 * size_), fewest_buckets, most_buckets);
  const std::size_t now = mask_ + 1;
  reviewed_at_ = last_taken_;
  taken_at_review_ = taken_count_;
  const bool wrong_width = shift > shift_ + 1 || shift < shift_ - 1;
  const bool wrong_number = buckets > 2 * now || buckets < now / 16;
  if (!wrong_width && !wrong_number) return false;
  rebuild(shift, buckets);
  return true;
}

void Schedule::rebuild(int shift, std::size_t buckets) {
  Ring all;
  const auto move = [&all](Ring& from) {
    while (!from.empty()) {
      Link* link = from.next;
      link->unlink();
      all.append(*link);
    }
  };
  move(run_);
  near_heap_.move_all_to(all);
  for (std::size_t word = 0; word < occupied_.size(); ++word) {
    for (std::uint64_t bits = occupied_[word]; bits; bits &= bits - 1)
      move(buckets_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))]);
    occupied_[word] = 0;
  }
  if (buckets > buckets_made_) {
    buckets_ = std::make_unique<Ring[]>(buckets);
    buckets_made_ = buckets;
  }
  occupied_.resize(buckets / 64);
  shift_ = shift;
  mask_ = buckets - 1;
  current_ = bucket_of(last_taken_);
  next_bucket_ = none;
  in_ring_ = 0;
  while (!all.empty()) {
    Entry* entry = entry_of(all.next);
    entry->unlink();
    place(*entry);
  }
  if (run_.empty() && near_heap_.empty()) find_next_bucket();
  taken_at_rebuild_ = taken_count_;
  work_until_review_ = least_review_work;
}

} // namespace copyscope::engine
