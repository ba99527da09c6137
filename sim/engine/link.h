// A doubly linked ring without memory of its own: what is listed carries its links.
#pragma once

namespace copyscope::engine {

struct Link {
  Link() = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  bool linked() const { return prev != nullptr; }

  void insert_before(Link& place) {
    Link* before = place.prev;
    next = &place;
    prev = before;
    before->next = this;
    place.prev = this;
  }

  void unlink() {
    prev->next = next;
    next->prev = prev;
    next = prev = nullptr;
  }

  Link* next = nullptr;
  Link* prev = nullptr; ///< nullptr: in no list
};

/// The fixed point of a ring of links; an empty one points at itself.
struct Ring : Link {
  Ring() { next = prev = this; }

  bool empty() const { return next == this; }
  void append(Link& link) { link.insert_before(*this); }

  /// Leaves every member in no list, and the ring empty.
  void detach_all() {
    while (!empty())
      next->unlink();
  }
};

} // namespace copyscope::engine
