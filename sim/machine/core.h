// One core of the CPU: which thread has it, who waits in its run queue, and the interrupts that
// take its time.
//
// A thread that has the core works on it, row by row. An interrupt stops the work and is done
// within its row; the row ends later by as much. Between two rows the core is given to another
// where its thread waits for something (switch_out), or has used up its quantum while others wait
// (as a kernel without full preemption: it gives way between two pieces of work, not within one).
// One run queue, first come first served (of kernel/sched the idea, not CFS).
#pragma once

#include "sim/engine/signal.h"
#include "sim/machine/memory_bus.h"
#include "sim/machine/thread.h"
#include "sim/scenario/machine_parameters.h"

#include <deque>

namespace copyscope::machine {

class Doing;
class Work;

/// What a row of work takes: bytes that are moved, and time beside them.
struct Effort {
  Time fixed;
  Bytes bytes;    ///< 0: nothing is moved
  Bandwidth rate; ///< of these, where nobody slows them
};

class Core {
public:
  Core(Recorder& recorder, const scenario::Machine& machine, MemoryBus& bus, std::size_t index);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  trace::LaneId lane() const { return lane_; }

  /// What the effort takes where nothing comes between.
  Time alone(const Effort& effort) const;
  MemoryBus& bus() { return bus_; }
  bool is_serving() const { return serving_; } ///< an interrupt
  /// Whether a thread that begins to work now has nothing to wait for.
  bool is_clear() const { return !serving_ && !has_to_give_way(); }
  /// Whether the effort would not pass alone: others are on the bus, or work is interrupted by it.
  bool is_disturbed_by(const Effort& effort) const {
    return doing_ || (effort.bytes > Bytes(0) && !bus_.is_idle());
  }

  // For work (work.h), which is clear.
  void begin(Doing& doing) { doing_ = &doing; }
  void end() { doing_ = nullptr; }
  void begin_interrupt(Time time);
  void end_interrupt();
  /// Waits until the thread may work, or an interrupt be served.
  engine::Task settle(Thread& thread);
  engine::Task until_served();

  /// Waits until the thread has the core: at its start, and after it has waited for something,
  /// when the row `waker` made it ready.
  engine::Task start(Thread& thread);
  engine::Task switch_in(Thread& thread, trace::Ticket waker);
  /// The thread lets go of the core, to wait: a context switch.
  engine::Task switch_out(Thread& thread);
  /// The thread has ended.
  engine::Task retire(Thread& thread);

private:
  /// Where waiting does not sleep, a thread keeps the core to its end: another might wait on it for
  /// what this one has.
  bool has_to_give_way() const {
    return !line_.empty() && may_give_way_ && quantum_end_ <= recorder_.now() &&
           machine_.mechanism.blocking;
  }
  struct Ready {
    Thread* thread = nullptr;
    /// The row that made it so; none where its program begins.
    trace::Ticket since = trace::no_ticket;
  };

  void line_up(const Ready& ready);
  engine::Task wait_in_line(const Ready& ready);
  engine::Task give_way(Thread& thread);
  Work work(Thread& thread, const trace::Span& row, Time time);
  trace::Span switch_of(const Thread& thread) const;
  void hand_on();
  void begin_quantum();

  Recorder& recorder_;
  const scenario::Machine& machine_;
  MemoryBus& bus_;
  trace::LaneId lane_;
  std::deque<Ready> line_;    ///< the run queue
  bool is_taken_ = false;     ///< by a thread, or by a switch from one to another
  bool may_give_way_ = false; ///< a thread has it, and is not in a switch
  Time quantum_end_;
  Doing* doing_ = nullptr; ///< the row that is being worked on
  bool serving_ = false;   ///< an interrupt
  engine::Signal served_;
};

} // namespace copyscope::machine
