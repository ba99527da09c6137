// A discrete-event engine: a clock, a queue of what happens next, and tasks written as coroutines.
//
// Simulated time passes only where a task waits: for a time (Engine::delay), a resource
// (resource.h), an item of a queue (queue.h), a signal or an event (signal.h), or for another task.
// Between two waits a task runs alone, so tasks need no locks. An engine is a value: two can run
// side by side, and one can be dropped half-way. It knows neither threads nor files nor the clock
// on the wall.
//
//     #include "sim/engine/engine.h"
//     #include "sim/engine/resource.h"
//     using namespace copyscope;
//     using namespace copyscope::engine;
//
//     Task customer(Engine& engine, Resource& clerk, Time arrives, Time needs) {
//       co_await engine.delay(arrives);
//       Resource::Lease lease = co_await clerk.acquire(); // waits in line, first come first served
//       co_await engine.delay(needs);
//     } // the lease ends with its scope
//
//     int main() {
//       Engine engine;
//       Resource clerk(engine, 1);
//       engine.spawn(customer(engine, clerk, Time::from_ps(0), Time::from_ps(100)));
//       engine.spawn(customer(engine, clerk, Time::from_ps(10), Time::from_ps(100)));
//       engine.run();
//       return engine.now() == Time::from_ps(200) ? 0 : 1;
//     }
//
// Where to begin: task.h says what a task is; then resource.h, queue.h, signal.h, each short. How
// the queue of events is made is in schedule.h; nobody needs it to use the engine.
//
// What happens at the same time happens in the order in which it was scheduled. A run is
// deterministic. An exception that leaves a spawned task comes out of step(), run() or run_until();
// the engine can go on afterwards.
#pragma once

#include "sim/engine/invariant.h"
#include "sim/engine/schedule.h"
#include "sim/engine/task.h"
#include "sim/units/time.h"

#include <cstddef>
#include <cstdint>
#include <exception>

namespace copyscope::engine {

class Engine {
public:
  class Delay;

  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine(); ///< destroys all tasks where they wait

  /// Begins at zero and never goes back.
  Time now() const { return now_; }

  /// `co_await engine.delay(d)`: d ≥ 0, else BrokenInvariant. Throws OverflowError beyond 106 days.
  /// A delay of zero lets everything happen first that is due now already.
  Delay delay(Time d);

  /// `bool in_time = co_await engine.with_timeout(task(...), limit)`: runs the task, and cancels it
  /// if it has not ended when `limit` is over. A task that needs exactly `limit` is too late.
  TimeLimit with_timeout(Task task, Time limit);

  /// Starts a task now, after everything that is due now already.
  TaskHandle spawn(Task task);

  /// Handles at most this many events. True when nothing is left to do.
  bool step(std::uint64_t max_events);

  /// Handles events until none is left. Tasks that wait for what never comes are left waiting.
  void run();

  /// Handles all events up to and including `time`, where the clock stops. `time` ≥ now().
  void run_until(Time time);

  /// Events handled so far: a task's start, the end of a delay, waking after a wait.
  std::uint64_t events() const { return granted_ - budget_; }

  /// Events scheduled.
  std::size_t pending() const { return schedule_.size(); }

  /// Spawned tasks that have not ended, whether something is scheduled for them or not.
  std::size_t tasks() const { return tasks_; }

  /// Being destroyed: what leases and waiters see that end with their tasks.
  bool closing() const { return closing_; }

private:
  friend class Alarm;
  friend class Promise;
  friend class Task;
  friend class TaskHandle;
  friend class TimeLimit;
  friend class WaitList;

  bool advance_alone_to(Time time);
  void grant(std::uint64_t events);
  void handle_events();
  void follow_up();
  void retire(Promise& root);
  void rethrow_error();

  Schedule schedule_;
  Time now_;
  Time horizon_;              ///< of the run_until() under way
  std::uint64_t budget_ = 0;  ///< events that the call under way may still handle
  std::uint64_t granted_ = 0; ///< events() + budget_
  Promise* next_ = nullptr; ///< goes on before the next event: a child, a parent, or an ended root
  Promise* running_ = nullptr; ///< the innermost task that runs
  std::size_t tasks_ = 0;
  std::exception_ptr error_; ///< left a task that has just ended, on its way to who awaits it
  bool closing_ = false;
  Ring roots_;
};

class [[nodiscard]] Engine::Delay {
public:
  Delay(Engine& engine, Time until) : engine_(engine), until_(until) {}

  /// Without suspension if nothing can happen before: the same order, at less cost.
  bool await_ready() const { return engine_.advance_alone_to(until_); }
  void await_suspend(Promise::Handle task) const {
    engine_.schedule_.insert(task.promise(), until_);
  }
  void await_resume() const noexcept {}

private:
  Engine& engine_;
  Time until_;
};

inline Engine::Delay Engine::delay(Time d) {
  require(d >= Time(), "a delay is not negative");
  return {*this, now_ + d};
}

inline void Engine::rethrow_error() {
  if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
}

inline bool Engine::advance_alone_to(Time time) {
  if (!schedule_.nothing_until(time) || budget_ == 0 || time > horizon_) return false;
  --budget_;
  now_ = time;
  return true;
}

} // namespace copyscope::engine
