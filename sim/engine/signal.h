// Waiting until another task says so.
//
// A Signal is a moment: it wakes those who wait for it then, and nobody later. An Event is a fact:
// once set, whoever asks goes on at once. For "the transfer has completed" take an Event, since
// it does not matter whether one asks before or after.
#pragma once

#include "sim/engine/wait_list.h"

#include <optional>

namespace copyscope::engine {

class Signal {
public:
  class Wait;
  class WaitWithin;

  explicit Signal(Engine& engine) : line_(engine) {}

  std::size_t waiting() const { return line_.size(); } ///< O(n)

  /// `co_await signal.wait();`
  Wait wait();
  /// `bool notified = co_await signal.wait_within(limit);`
  WaitWithin wait_within(Time limit);

  /// Those who wait go on at the present time, in the order in which they came.
  void notify_all();
  /// The first of them does, if there is one.
  void notify_one();

private:
  friend class Event;
  class Request;
  WaitList line_;
};

class Signal::Request : public Waiter {
public:
  Request(Signal& signal, std::optional<Time> limit, bool ready = false)
      : signal_(signal), limit_(limit), ready_(ready) {}

  bool await_ready() const noexcept { return ready_; }
  void await_suspend(Promise::Handle task) { signal_.line_.add(*this, task, limit_); }

private:
  Signal& signal_;
  std::optional<Time> limit_;
  bool ready_;
};

class [[nodiscard]] Signal::Wait : public Request {
public:
  using Request::Request;
  void await_resume() const noexcept {}
};

class [[nodiscard]] Signal::WaitWithin : public Request {
public:
  using Request::Request;
  bool await_resume() {
    if (!linked()) return true;
    unlink();
    return false;
  }
};

class Event {
public:
  explicit Event(Engine& engine) : signal_(engine) {}

  bool is_set() const { return set_; }

  /// `co_await event.wait();`
  Signal::Wait wait() { return Signal::Wait(signal_, std::nullopt, set_); }
  /// `bool set = co_await event.wait_within(limit);`
  Signal::WaitWithin wait_within(Time limit) { return Signal::WaitWithin(signal_, limit, set_); }

  void set() {
    set_ = true;
    signal_.notify_all();
  }
  void reset() { set_ = false; }

private:
  Signal signal_;
  bool set_ = false;
};

inline Signal::Wait Signal::wait() {
  return Wait(*this, std::nullopt);
}
inline Signal::WaitWithin Signal::wait_within(Time limit) {
  return WaitWithin(*this, limit);
}

inline void Signal::notify_one() {
  if (!line_.empty()) line_.wake(line_.first());
}

inline void Signal::notify_all() {
  while (!line_.empty())
    line_.wake(line_.first());
}

} // namespace copyscope::engine
