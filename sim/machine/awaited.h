// What threads wait for, and the row that brings it about: the waker, which a thread that goes on
// after its wait names as the cause.
#pragma once

#include "sim/engine/signal.h"
#include "sim/trace/sink.h"

namespace copyscope::machine {

class Awaited {
public:
  explicit Awaited(engine::Engine& engine) : event_(engine) {}

  bool is_set() const { return event_.is_set(); }
  engine::Signal::Wait wait() { return event_.wait(); }
  /// By that row. What has been brought about already stays its doing.
  void set(trace::Ticket by) {
    if (!is_set()) by_ = by;
    event_.set();
  }
  void reset() { event_.reset(); }
  /// The row that set it last.
  trace::Ticket by() const { return by_; }

private:
  engine::Event event_;
  trace::Ticket by_ = trace::no_ticket;
};

} // namespace copyscope::machine
