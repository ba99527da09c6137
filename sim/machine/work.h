// A row of work by a core: how its time passes, and what may come between.
#pragma once

#include "sim/engine/alarm.h"
#include "sim/machine/core.h"

#include <optional>
#include <utility>

namespace copyscope::machine {

/// What a core is doing: bytes that are moved over the bus, or time alone. An interrupt stops it
/// for a while; others on the bus slow it down.
class Doing final : public MemoryBus::User {
public:
  /// Time beside the bytes makes them that much slower.
  Doing(engine::Engine& engine, MemoryBus& bus, const Effort& effort);

  /// Begins; the task goes on at its end.
  void begin(engine::Promise::Handle task);
  void end();

  void pause();
  void resume();
  void ends_at(Time end) override { alarm_.move(end); }

private:
  engine::Engine& engine_;
  MemoryBus& bus_;
  bool moves_;
  Time left_, end_; ///< where nothing is moved
  engine::Alarm alarm_;
};

/// `co_await` makes the row. Where nothing can come between, its time passes at once. It may be
/// moved until then.
class [[nodiscard]] Work {
public:
  /// By the thread.
  Work(Recorder& recorder, Core& core, Thread& thread, const trace::Span& row, const Effort& effort)
      : recorder_(&recorder), core_(&core), thread_(&thread), row_(row), effort_(effort) {}
  /// An interrupt.
  Work(Recorder& recorder, Core& core, const trace::Span& row, Time time)
      : recorder_(&recorder), core_(&core), row_(row), effort_{time, {}, {}} {}
  /// Several rows, as a task.
  explicit Work(engine::Task task) : slow_(std::move(task)) {}
  /// None.
  Work() = default;
  Work(Work&& other) noexcept
      : recorder_(other.recorder_), core_(other.core_), thread_(other.thread_), row_(other.row_),
        effort_(other.effort_), after_(other.after_), slow_(std::move(other.slow_)) {}

  /// After it, and as part of it, other work of the kernel for the same call.
  void then(Time kernel_work) { after_ = kernel_work; }

  bool await_ready();
  void await_suspend(engine::Promise::Handle task);
  void await_resume();

private:
  bool passes();
  bool is_clear() const;
  void begin(engine::Promise::Handle task);
  void go_on_with_the_rest();
  engine::Task in_turn();
  Work again() const;
  engine::Task both();

  Recorder* recorder_ = nullptr;
  Core* core_ = nullptr;     ///< nullptr: a task, or nothing
  Thread* thread_ = nullptr; ///< nullptr: an interrupt
  trace::Span row_;
  Effort effort_;
  Time after_;
  engine::Task slow_;
  std::optional<Doing> doing_; ///< while its time passes, and something may come between
  trace::Ticket ticket_ = trace::no_ticket;
};

} // namespace copyscope::machine
