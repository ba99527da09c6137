// Entries of the schedule, and a pairing heap of them: the schedule's fallback for whatever does
// not suit its buckets. Insertion O(1), removal O(log n) amortised, no memory of its own.
#pragma once

#include "sim/engine/link.h"
#include "sim/units/time.h"

#include <cstdint>

namespace copyscope::engine {

/// Something that happens at a time. The sequence number decides between equal times.
struct Entry : Link {
  enum class Place : std::uint8_t { nowhere, run, bucket, near_heap, far_heap };

  bool scheduled() const { return place != Place::nowhere; }

  Entry* child = nullptr; ///< in a heap: the first of the entries below this one
  Time time;
  std::uint64_t sequence : 61 = 0;
  Place place : 3 = Place::nowhere; ///< together 40 bytes: with a frame's head within a cache line
};

inline bool comes_before(const Entry& a, const Entry& b) {
  return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
}

class PairingHeap {
public:
  bool empty() const { return root_ == nullptr; }
  Entry& first() const { return *root_; }

  void insert(Entry& entry);
  void remove(Entry& entry);

  /// Empties the heap into a ring, in no particular order. O(n).
  void move_all_to(Ring& ring);

private:
  static Entry* meld(Entry* a, Entry* b);
  static Entry* meld_siblings(Entry* first);

  Entry* root_ = nullptr;
};

} // namespace copyscope::engine
