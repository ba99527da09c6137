// A task: the life of a simulated thing, written as a coroutine.
//
//     Task serve(Engine& engine, Resource& clerk) {
//       auto lease = co_await clerk.acquire();
//       co_await engine.delay(Time::from_ps(500));
//     }
//
// A task does nothing until it is awaited by another task (`co_await serve(...)` runs it to its end
// and passes on what it throws) or handed to Engine::spawn(). Give a task its data as parameters:
// a lambda's captures do not live in the task, and dangle once the lambda is gone.
#pragma once

#include "sim/engine/coroutine.h"
#include "sim/engine/pairing_heap.h"

#include <cstddef>
#include <exception>
#include <utility>

namespace copyscope::engine {

class Engine;
class Promise;
class TaskHandle;
class TimeLimit;

class [[nodiscard]] Task {
public:
  using promise_type = Promise;

  Task() = default;
  Task(Task&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      clear();
      promise_ = std::exchange(other.promise_, nullptr);
    }
    return *this;
  }
  ~Task() { clear(); }

  bool empty() const { return promise_ == nullptr; }

  class Run;
  Run operator co_await();

private:
  friend class Engine;
  friend class Promise;
  friend class TimeLimit;

  explicit Task(Promise& promise) : promise_(&promise) {}
  void clear();

  Promise* promise_ = nullptr;
};

struct RootLink : Link {};

/// What the language keeps with a task's frame. It is also the task's entry in the schedule.
class Promise : public Entry, public RootLink {
public:
  using Handle = std::coroutine_handle<Promise>;

  static void* operator new(std::size_t bytes);
  static void operator delete(void* frame, std::size_t bytes) noexcept;

  Promise() = default;
  ~Promise();

  Task get_return_object() { return Task(*this); }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  struct AtEnd {
    bool await_ready() const noexcept { return false; }
    void await_suspend(Handle ended) const noexcept { ended.promise().ended(); }
    void await_resume() const noexcept {}
  };
  AtEnd final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() noexcept;

private:
  friend class Engine;
  friend class Task;
  friend class TaskHandle;
  friend class TimeLimit;
  friend class WaitList;

  RootLink& among_roots() { return *this; }
  Handle handle() { return Handle::from_promise(*this); }
  void start_below(Promise& parent, Task& owner);
  void ended() noexcept;
  Promise& root();
  void destroy();

  void part_from_parent();

  Engine* engine_ = nullptr;
  Promise* parent_ = nullptr;  ///< the task that awaits this one; nullptr: spawned
  Promise* awaited_ = nullptr; ///< the task that this one awaits
  union {
    Task* owner_;                  ///< with a parent: its object for this task
    TaskHandle* handle_ = nullptr; ///< without: the user's, if there is one
  };
};

/// `co_await task`
class [[nodiscard]] Task::Run {
public:
  explicit Run(Task& task) : task_(task) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(Promise::Handle parent);
  void await_resume() const;

private:
  Task& task_;
};

/// `co_await engine.with_timeout(task, limit)`: true if the task came to its end within the limit;
/// otherwise it has been cancelled.
class [[nodiscard]] TimeLimit {
public:
  TimeLimit(Task task, Time limit) : task_(std::move(task)), limit_(limit) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(Promise::Handle parent);
  bool await_resume();

private:
  Task task_;
  Time limit_;
};

/// A spawned task as others see it. Letting go of the handle does not end the task.
class TaskHandle {
public:
  TaskHandle() = default;
  TaskHandle(TaskHandle&& other) noexcept { take_from(other); }
  TaskHandle& operator=(TaskHandle&& other) noexcept;
  ~TaskHandle() { let_go(); }

  /// Neither ended nor cancelled yet.
  bool alive() const { return promise_ != nullptr; }

  /// Ends the task where it waits: its local objects are destroyed (so leases are given back),
  /// innermost task first, and it leaves every queue. Nothing happens if it has ended already.
  /// A task cannot cancel itself (BrokenInvariant): it can co_return.
  void cancel();

private:
  friend class Engine;
  friend class Promise;

  explicit TaskHandle(Promise& promise);
  void take_from(TaskHandle& other) noexcept;
  void let_go() noexcept;

  Promise* promise_ = nullptr;
};

inline Task::Run Task::operator co_await() {
  return Run(*this);
}

} // namespace copyscope::engine
