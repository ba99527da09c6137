#include "sim/machine/core.h"

#include "sim/machine/work.h"

#include <string>

namespace copyscope::machine {

using trace::Kind;
using trace::Span;

Core::Core(Recorder& recorder, const scenario::Machine& machine, MemoryBus& bus, std::size_t index)
    : recorder_(recorder), machine_(machine), bus_(bus),
      lane_(recorder.sink().lane("cpu" + std::to_string(index))), served_(recorder.engine()) {}

Time Core::alone(const Effort& effort) const {
  if (effort.bytes == Bytes(0)) return effort.fixed;
  return bus_.alone(effort.bytes, effort.rate, 2, effort.fixed);
}

Work Core::work(Thread& thread, const Span& row, Time time) {
  return {recorder_, *this, thread, row, {time, {}, {}}};
}

void Core::begin_interrupt(Time time) {
  serving_ = true;
  if (doing_) doing_->pause();
  quantum_end_ += time;
}

void Core::end_interrupt() {
  serving_ = false;
  if (doing_) doing_->resume();
  served_.notify_all();
}

engine::Task Core::until_served() {
  while (serving_)
    co_await served_.wait();
}

engine::Task Core::settle(Thread& thread) {
  do {
    while (serving_)
      co_await served_.wait();
    if (has_to_give_way()) co_await give_way(thread);
  } while (serving_);
}

void Core::line_up(const Ready& ready) {
  // While nobody waited, one quantum followed the other.
  const Time late = recorder_.now() - quantum_end_;
  if (line_.empty() && late >= Time())
    quantum_end_ += machine_.cpu.quantum * (late.ps() / machine_.cpu.quantum.ps() + 1);
  line_.push_back(ready);
}

engine::Task Core::give_way(Thread& thread) {
  Span waits = thread.row(Kind::wait);
  waits.lane = thread.lane();
  waits.name = recorder_.name("run queue");
  // Because another is ready: without that it would have gone on.
  waits.cause = line_.front().since;
  if (waits.cause == trace::no_ticket) waits.cause = recorder_.trail(thread.flow()).entry();
  const trace::Ticket wait = recorder_.open(waits);
  line_.push_back({&thread, wait});
  thread.turn().reset();
  may_give_way_ = false;
  co_await work(thread, switch_of(thread), machine_.cpu.context_switch);
  hand_on();
  co_await thread.turn().wait();
  recorder_.end(wait, recorder_.now());
}

engine::Task Core::wait_in_line(const Ready& ready) {
  ready.thread->turn().reset();
  line_up(ready);
  co_await ready.thread->turn().wait();
}

engine::Task Core::start(Thread& thread) {
  if (is_taken_) {
    co_await wait_in_line({&thread});
    co_return;
  }
  is_taken_ = true;
  begin_quantum();
}

engine::Task Core::switch_in(Thread& thread, trace::Ticket waker) {
  if (is_taken_) {
    co_await wait_in_line({&thread, waker});
    co_return;
  }
  is_taken_ = true;
  Span row = switch_of(thread); // from the idle task: not counted among those that left
  row.continued = true;
  row.cause = waker;
  co_await work(thread, row, machine_.cpu.context_switch);
  begin_quantum();
}

engine::Task Core::switch_out(Thread& thread) {
  may_give_way_ = false;
  co_await work(thread, switch_of(thread), machine_.cpu.context_switch);
  hand_on();
}

engine::Task Core::retire(Thread& thread) {
  may_give_way_ = false;
  if (!line_.empty()) {
    Span row = switch_of(thread);
    row.continued = true; // it has ended: it does not come back
    row.cause = recorder_.trail(row.flow).last_return();
    co_await work(thread, row, machine_.cpu.context_switch);
  }
  hand_on();
}

Span Core::switch_of(const Thread& thread) const {
  Span row = thread.row(Kind::context_switch);
  row.cause = recorder_.trail(row.flow).entry(); // the call in which it lets go
  return row;
}

// The first in line has the core, or it is idle.
void Core::hand_on() {
  is_taken_ = !line_.empty();
  if (!is_taken_) return;
  Thread* const next = line_.front().thread;
  line_.pop_front();
  begin_quantum();
  next->turn().set();
}

void Core::begin_quantum() {
  may_give_way_ = true;
  quantum_end_ = recorder_.now() + machine_.cpu.quantum;
}

} // namespace copyscope::machine
