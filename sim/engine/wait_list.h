// Tasks waiting in line for something that another task will do; what resources, queues and signals
// are made of.
#pragma once

#include "sim/engine/engine.h"

#include <cstddef>
#include <optional>

namespace copyscope::engine {

/// One task's place in a line. It lives in the task's frame, and leaves the line when it ends.
class Waiter : public Link {
public:
  Waiter() = default;
  ~Waiter() {
    if (linked()) unlink();
  }

private:
  friend class WaitList;
  Promise* task_ = nullptr;
};

class WaitList {
public:
  explicit WaitList(Engine& engine) : engine_(engine) {}
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;
  ~WaitList() { line_.detach_all(); } ///< those in line are not woken any more

  Engine& engine() const { return engine_; }
  bool empty() const { return line_.empty(); }
  std::size_t size() const; ///< O(n)
  Waiter& first() const { return static_cast<Waiter&>(*line_.next); }

  /// The task sleeps until it is woken or, if there is a limit, until that is over; whichever of
  /// the two it was, the waiter is in no line or still in this one.
  void add(Waiter& waiter, Promise::Handle task, std::optional<Time> limit);

  /// Takes the waiter out of the line; its task goes on now, after what is due already.
  void wake(Waiter& waiter);

private:
  Engine& engine_;
  Ring line_;
};

} // namespace copyscope::engine
