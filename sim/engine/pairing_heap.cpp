#include "sim/engine/pairing_heap.h"

#include <utility>

namespace copyscope::engine {

// In a heap an entry's links mean: next, its right sibling; prev, its left sibling or, for a first
// child, its parent. Both are nullptr at the root.

namespace {

Entry* next_of(Entry* entry) {
  return static_cast<Entry*>(entry->next);
}

} // namespace

void PairingHeap::insert(Entry& entry) {
  entry.next = entry.prev = nullptr;
  entry.child = nullptr;
  root_ = root_ ? meld(root_, &entry) : &entry;
}

void PairingHeap::remove(Entry& entry) {
  if (&entry == root_) {
    root_ = meld_siblings(entry.child);
  } else {
    auto* before = static_cast<Entry*>(entry.prev);
    if (before->child == &entry)
      before->child = next_of(&entry);
    else
      before->next = entry.next;
    if (entry.next) entry.next->prev = before;
    if (Entry* below = meld_siblings(entry.child)) root_ = meld(root_, below);
  }
  entry.next = entry.prev = nullptr;
  entry.child = nullptr;
}

void PairingHeap::move_all_to(Ring& ring) {
  Entry* to_do = std::exchange(root_, nullptr);
  while (to_do) {
    Entry* entry = to_do;
    to_do = next_of(entry);
    if (Entry* child = std::exchange(entry->child, nullptr)) {
      Entry* last = child;
      while (last->next)
        last = next_of(last);
      last->next = to_do;
      to_do = child;
    }
    ring.append(*entry);
  }
}

Entry* PairingHeap::meld(Entry* a, Entry* b) {
  if (comes_before(*b, *a)) std::swap(a, b);
  b->next = a->child;
  if (b->next) b->next->prev = b;
  b->prev = a;
  a->child = b;
  return a;
}

// The classic two passes: pairs from the left, then the pairs' winners from the right.
Entry* PairingHeap::meld_siblings(Entry* first) {
  Entry* winners = nullptr; // linked by next, the last pair first
  while (first) {
    Entry* a = first;
    Entry* b = next_of(a);
    first = b ? next_of(b) : nullptr;
    a->next = a->prev = nullptr;
    if (b) {
      b->next = b->prev = nullptr;
      a = meld(a, b);
    }
    a->next = winners;
    winners = a;
  }
  Entry* all = nullptr;
  while (winners) {
    Entry* winner = winners;
    winners = next_of(winner);
    winner->next = nullptr;
    all = all ? meld(all, winner) : winner;
  }
  return all;
}

} // namespace copyscope::engine
