// A wait whose end others may put off or bring forward, until it has come: work that an interrupt
// takes time from, a transfer that gets a smaller share of a bus.
//
//     co_await alarm.until(end);              // one task
//     if (alarm.is_set()) alarm.move(later);  // whoever learns that it takes longer
#pragma once

#include "sim/engine/engine.h"

namespace copyscope::engine {

class Alarm {
public:
  class Until;

  explicit Alarm(Engine& engine) : engine_(engine) {}
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  /// `co_await alarm.until(time)`: one task at a time. `time` ≥ now().
  Until until(Time time);

  /// The same for what is awaited in other ways: the task, which is suspended, goes on at that
  /// time, and then clears the alarm.
  void set(Promise::Handle task, Time time);
  void clear() { sleeper_ = nullptr; }

  /// Whether a task waits for it.
  bool is_set() const { return sleeper_ != nullptr; }

  /// Who waits goes on at that time instead. `time` ≥ now(); is_set(), else BrokenInvariant.
  void move(Time time);

private:
  void require_free(Time time) const;

  Engine& engine_;
  Promise* sleeper_ = nullptr;
};

class [[nodiscard]] Alarm::Until {
public:
  Until(Alarm& alarm, Time time) : alarm_(alarm), time_(time) {}
  Until(const Until&) = delete;
  Until& operator=(const Until&) = delete;
  ~Until() { alarm_.clear(); }

  bool await_ready() const noexcept { return false; }
  void await_suspend(Promise::Handle task) { alarm_.set(task, time_); }
  void await_resume() const noexcept {}

private:
  Alarm& alarm_;
  Time time_;
};

inline Alarm::Until Alarm::until(Time time) {
  require_free(time);
  return {*this, time};
}

inline void Alarm::require_free(Time time) const {
  require(time >= engine_.now(), "an alarm is not set to the past");
  require(!is_set(), "one task waits for an alarm");
}

inline void Alarm::set(Promise::Handle task, Time time) {
  require_free(time);
  sleeper_ = &task.promise();
  engine_.schedule_.insert(*sleeper_, time);
}

inline void Alarm::move(Time time) {
  require(is_set(), "a task waits for the alarm that is moved");
  require(time >= engine_.now(), "an alarm is not set to the past");
  engine_.schedule_.remove(*sleeper_);
  engine_.schedule_.insert(*sleeper_, time);
}

} // namespace copyscope::engine
