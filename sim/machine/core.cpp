#include "sim/machine/core.h"

#include <string>

namespace copyscope::machine {

using trace::Kind;
using trace::Span;

// Work that others may interrupt or slow down: bytes over the bus, then time alone.
class Core::UnderWay final : public MemoryBus::User {
public:
  UnderWay(engine::Engine& engine, MemoryBus& bus, const Effort& effort)
      : engine_(engine), bus_(bus), fixed_(effort.fixed), alarm_(engine) {
    if (effort.bytes > Bytes(0)) bus_.load(*this, effort.bytes, effort.rate, 2);
  }

  /// Begins what is left of it: false where nothing is. The part lasts until end(), as things
  /// stand.
  bool begin_part() {
    moves_ = bus_.has_left(*this);
    if (moves_)
      bus_.join(*this);
    else
      end_ = engine_.now() + fixed_;
    return moves_ || fixed_ > Time();
  }
  engine::Alarm::Until end() { return alarm_.until(end_); }
  void end_part() {
    if (moves_)
      bus_.leave(*this);
    else
      fixed_ = Time();
  }

  void pause() {
    if (moves_)
      bus_.leave(*this);
    else
      fixed_ = end_ - engine_.now();
    alarm_.move(Time::max());
  }
  void resume() {
    if (moves_) return bus_.join(*this);
    ends_at(engine_.now() + fixed_);
  }
  void ends_at(Time end) override {
    end_ = end;
    if (alarm_.is_set()) alarm_.move(end);
  }

private:
  engine::Engine& engine_;
  MemoryBus& bus_;
  Time fixed_, end_;
  bool moves_ = false;
  engine::Alarm alarm_;
};

Core::Core(Recorder& recorder, const scenario::Machine& machine, MemoryBus& bus, std::size_t index)
    : recorder_(recorder), machine_(machine), bus_(bus),
      lane_(recorder.sink().lane("cpu" + std::to_string(index))), served_(recorder.engine()) {}

Time Core::alone(const Effort& effort) const {
  return effort.bytes == Bytes(0) ? effort.fixed
                                  : effort.fixed + bus_.alone(effort.bytes, effort.rate, 2);
}

engine::Task Core::work(Thread& thread, Span row, Effort effort) {
  if (!is_clear()) co_await settle(thread);
  UnderWay work(recorder_.engine(), bus_, effort);
  row.lane = lane_;
  const trace::Ticket ticket = recorder_.open(row);
  under_way_ = &work;
  while (work.begin_part()) {
    co_await work.end();
    work.end_part();
  }
  under_way_ = nullptr;
  recorder_.end(ticket, recorder_.now());
}

engine::Task Core::interrupt(Span row, Time time) {
  while (serving_)
    co_await served_.wait();
  serving_ = true;
  if (under_way_) under_way_->pause();
  row.lane = lane_;
  recorder_.note(time, row);
  quantum_end_ += time;
  co_await recorder_.engine().delay(time);
  serving_ = false;
  if (under_way_) under_way_->resume();
  served_.notify_all();
}

engine::Task Core::settle(Thread& thread) {
  do {
    while (serving_)
      co_await served_.wait();
    if (has_to_give_way()) co_await give_way(thread);
  } while (serving_);
}

void Core::line_up(Thread& thread) {
  // While nobody waited, one quantum followed the other.
  const Time late = recorder_.now() - quantum_end_;
  if (line_.empty() && late >= Time())
    quantum_end_ += machine_.cpu.quantum * (late.ps() / machine_.cpu.quantum.ps() + 1);
  line_.push_back(&thread);
}

engine::Task Core::give_way(Thread& thread) {
  Span waits = thread.row(Kind::wait);
  waits.lane = thread.lane();
  waits.name = recorder_.sink().name("run queue");
  const trace::Ticket wait = recorder_.open(waits);
  line_.push_back(&thread);
  thread.turn().reset();
  may_give_way_ = false;
  co_await work(thread, switch_of(thread), {machine_.cpu.context_switch, {}, {}});
  hand_on();
  co_await thread.turn().wait();
  recorder_.end(wait, recorder_.now());
}

engine::Task Core::switch_in(Thread& thread, bool is_first) {
  thread.turn().reset();
  if (is_taken_) {
    line_up(thread);
    co_await thread.turn().wait();
    co_return;
  }
  is_taken_ = true;
  if (!is_first) {
    Span row = switch_of(thread); // from the idle task: not counted among those that left
    row.continued = true;
    co_await work(thread, row, {machine_.cpu.context_switch, {}, {}});
  }
  begin_quantum();
}

engine::Task Core::switch_out(Thread& thread) {
  may_give_way_ = false;
  co_await work(thread, switch_of(thread), {machine_.cpu.context_switch, {}, {}});
  hand_on();
}

engine::Task Core::retire(Thread& thread) {
  may_give_way_ = false;
  if (!line_.empty()) {
    Span row = switch_of(thread);
    row.continued = true; // it has ended: it does not come back
    co_await work(thread, row, {machine_.cpu.context_switch, {}, {}});
  }
  hand_on();
}

Span Core::switch_of(const Thread& thread) const {
  return thread.row(Kind::context_switch);
}

// The first in line has the core, or it is idle.
void Core::hand_on() {
  is_taken_ = !line_.empty();
  if (!is_taken_) return;
  Thread* const next = line_.front();
  line_.pop_front();
  begin_quantum();
  next->turn().set();
}

void Core::begin_quantum() {
  may_give_way_ = true;
  quantum_end_ = recorder_.now() + machine_.cpu.quantum;
}

} // namespace copyscope::machine
