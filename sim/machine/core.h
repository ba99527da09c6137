// One core of the CPU: which thread has it, who waits in its run queue, and the interrupts that
// take its time.
//
// A thread that has the core works on it, row by row. An interrupt stops the work and is done
// within its row; the row ends later by as much. Between two rows the core is given to another
// where its thread waits for something (switch_out), or has used up its quantum while others wait
// (as a kernel without full preemption: it gives way between two pieces of work, not within one).
// One run queue, first come first served (of kernel/sched the idea, not CFS).
#pragma once

#include "sim/engine/alarm.h"
#include "sim/engine/signal.h"
#include "sim/machine/memory_bus.h"
#include "sim/machine/thread.h"
#include "sim/scenario/machine_parameters.h"

#include <deque>

namespace copyscope::machine {

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
  /// Whether a thread that begins to work now, or an interrupt, has nothing to wait for.
  bool is_clear() const { return !serving_ && !has_to_give_way() && !under_way_; }
  bool is_clear_for(const Effort& effort) const {
    return is_clear() && (effort.bytes == Bytes(0) || bus_.is_idle());
  }

  /// Does the work as a row, whatever comes between. The thread has the core.
  engine::Task work(Thread& thread, trace::Span row, Effort effort);
  /// Serves an interrupt as a row of `time`, after those that are being served.
  engine::Task interrupt(trace::Span row, Time time);

  /// Waits until the thread has the core: at its start, and after it has waited for something.
  engine::Task switch_in(Thread& thread, bool is_first);
  /// The thread lets go of the core, to wait: a context switch.
  engine::Task switch_out(Thread& thread);
  /// The thread has ended.
  engine::Task retire(Thread& thread);

  /// Whether an interrupt that comes now begins at once and stops no work.
  bool is_clear_for_interrupt() const { return !serving_ && !under_way_; }

private:
  class UnderWay;

  /// Where waiting does not sleep, a thread keeps the core to its end: another might wait on it for
  /// what this one has.
  bool has_to_give_way() const {
    return !line_.empty() && may_give_way_ && quantum_end_ <= recorder_.now() &&
           machine_.mechanism.blocking;
  }
  void line_up(Thread& thread);
  engine::Task give_way(Thread& thread);
  engine::Task settle(Thread& thread);
  trace::Span switch_of(const Thread& thread) const;
  void hand_on();
  void begin_quantum();

  Recorder& recorder_;
  const scenario::Machine& machine_;
  MemoryBus& bus_;
  trace::LaneId lane_;
  std::deque<Thread*> line_;  ///< the run queue
  bool is_taken_ = false;     ///< by a thread, or by a switch from one to another
  bool may_give_way_ = false; ///< a thread has it, and is not in a switch
  Time quantum_end_;
  UnderWay* under_way_ = nullptr; ///< the row that is being worked on
  bool serving_ = false;          ///< an interrupt
  engine::Signal served_;
};

} // namespace copyscope::machine
