// What will happen when: the pending entries in order of time and, at equal times, of insertion.
//
// A calendar in the middle and a heap at either end. Time is cut into buckets of 2^shift ps; a ring
// of them covers the near future, and inserting there is linking to a list. The bucket that becomes
// current is sorted into `run_`. Whatever would make that slow goes to a pairing heap: `near_heap_`
// for an overfull current bucket, `far_heap_` for times beyond the ring. So no load costs more
// than O(log n) an entry, and a steady one costs O(1), since width and number of the buckets follow
// the density of what happens (review()). Entries are linked, not copied: nothing is allocated but
// the ring of buckets, and that only while it grows.
#pragma once

#include "sim/engine/pairing_heap.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace copyscope::engine {

class Schedule {
public:
  Schedule();
  Schedule(const Schedule&) = delete;
  Schedule& operator=(const Schedule&) = delete;

  std::size_t size() const { return size_; }

  /// `time` is not before that of the last entry taken.
  void insert(Entry& entry, Time time) {
    entry.time = time;
    entry.sequence = ++sequence_;
    ++size_;
    place(entry);
  }

  void remove(Entry& entry);

  /// Takes the first entry out if its time is not after `horizon`; nullptr otherwise.
  Entry* take(Time horizon) {
    if (run_.empty() && near_heap_.empty() && !open_next_bucket(horizon)) return nullptr;
    if (!near_heap_.empty()) [[unlikely]]
      return take_from_heap_or_run(horizon);
    auto* entry = static_cast<Entry*>(run_.next);
    if (entry->time > horizon) return nullptr;
    entry->unlink();
    taken(*entry);
    return entry;
  }

  /// True only if no entry has a time ≤ `time`; may be false although there is none.
  bool nothing_until(Time time) const {
    if (!run_.empty() && static_cast<const Entry*>(run_.next)->time <= time) return false;
    if (!near_heap_.empty()) [[unlikely]]
      return near_heap_.first().time > time;
    return !run_.empty() || bucket_of(time) < next_bucket_;
  }

private:
  static constexpr std::uint64_t none = ~std::uint64_t{0};

  std::uint64_t bucket_of(Time time) const {
    return static_cast<std::uint64_t>(time.ps()) >> shift_;
  }

  void place(Entry& entry) {
    const std::uint64_t bucket = bucket_of(entry.time);
    if (bucket - current_ - 1 >= mask_) return place_apart(entry, bucket);
    entry.place = Entry::Place::bucket;
    const std::uint64_t slot = bucket & mask_;
    entry.next = heads_[slot];
    heads_[slot] = &entry;
    occupied_[slot / 64] |= std::uint64_t{1} << (slot % 64);
    next_bucket_ = std::min(next_bucket_, bucket);
    ++in_ring_;
  }

  void taken(Entry& entry) {
    entry.place = Entry::Place::nowhere;
    --size_;
    last_taken_ = entry.time;
    ++taken_count_;
    if (run_.empty() && near_heap_.empty()) find_next_bucket();
  }

  void place_apart(Entry& entry, std::uint64_t bucket);
  void place_in_run(Entry& entry);
  void place_in_run_from_front(Entry& entry);
  void place_in_near_heap(Entry& entry);
  void remove_from_bucket(Entry& entry);
  void prefetch_after(std::uint64_t bucket);
  Entry* take_from_heap_or_run(Time horizon);
  bool open_next_bucket(Time horizon);
  void find_next_bucket();
  std::uint64_t first_occupied();
  bool review();
  void rebuild(int shift, std::size_t buckets);
  void take_apart(Ring& all);

  Ring run_; ///< the current bucket's entries and earlier ones, sorted
  PairingHeap near_heap_;
  PairingHeap far_heap_;

  int shift_ = 20;            ///< a bucket is 2^shift_ ps wide
  std::uint64_t mask_ = 0;    ///< the number of buckets, a power of two, less one
  std::uint64_t current_ = 0; ///< the bucket in run_; the ring holds (current_, current_ + mask_]
  std::uint64_t next_bucket_ =
      none;                  ///< while run_ and near_heap_ are empty: none before it is occupied
  std::vector<Link*> heads_; ///< of each bucket's entries, linked by next, the last inserted first
  std::uint64_t prefetched_ = 0;        ///< the last bucket that prefetch_after() has reached
  std::vector<std::uint64_t> occupied_; ///< a bit for each bucket; may be set for an empty one

  std::size_t size_ = 0;
  std::size_t in_ring_ = 0;
  std::uint64_t sequence_ = 0;

  // What review() goes by.
  std::int64_t work_until_review_ = 0;
  Time last_taken_;
  std::uint64_t taken_count_ = 0;
  Time reviewed_at_;
  std::uint64_t taken_at_review_ = 0;
  std::uint64_t taken_at_rebuild_ = 0;
  std::size_t size_at_rebuild_ = 0;
};

} // namespace copyscope::engine
