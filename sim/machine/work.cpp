#include "sim/machine/work.h"

namespace copyscope::machine {

using trace::Kind;

Doing::Doing(engine::Engine& engine, MemoryBus& bus, const Effort& effort)
    : engine_(engine), bus_(bus), moves_(effort.bytes > Bytes(0)), left_(effort.fixed),
      alarm_(engine) {
  if (moves_) bus_.load(*this, effort.bytes, effort.rate, 2, effort.fixed);
}

void Doing::begin(engine::Promise::Handle task) {
  end_ = engine_.now() + left_;
  alarm_.set(task, moves_ ? Time::max() : end_);
  if (moves_) bus_.join(*this);
}

void Doing::end() {
  alarm_.clear();
  if (moves_) bus_.leave(*this);
}

void Doing::pause() {
  if (moves_)
    bus_.leave(*this);
  else
    left_ = end_ - engine_.now();
  alarm_.move(Time::max());
}

void Doing::resume() {
  if (moves_) return bus_.join(*this);
  end_ = engine_.now() + left_;
  alarm_.move(end_);
}

bool Work::await_ready() {
  if (!core_) return slow_.empty();
  if (!passes()) return false;
  if (after_ == Time()) return true;
  go_on_with_the_rest();
  return passes();
}

bool Work::is_clear() const {
  return thread_ ? core_->is_clear() : !core_->is_serving();
}

// Whether the row could be done at once: nothing else was to happen until its end.
bool Work::passes() {
  if (!is_clear() || core_->is_disturbed_by(effort_)) return false;
  const Time begin = recorder_->now();
  if (!recorder_->engine().delay(core_->alone(effort_)).await_ready()) return false;
  row_.lane = core_->lane();
  recorder_->note_past(begin, row_);
  return true;
}

void Work::go_on_with_the_rest() {
  row_ = thread_->row(Kind::kernel_work);
  row_.cause = recorder_->trail(thread_->flow()).entry();
  effort_ = {std::exchange(after_, Time()), {}, {}};
}

void Work::await_suspend(engine::Promise::Handle task) {
  if (core_ && after_ == Time() && is_clear()) return begin(task);
  if (core_) slow_ = after_ == Time() ? in_turn() : both();
  engine::Task::Run(slow_).await_suspend(task);
}

void Work::begin(engine::Promise::Handle task) {
  row_.lane = core_->lane();
  ticket_ = recorder_->open(row_);
  doing_.emplace(recorder_->engine(), core_->bus(), effort_);
  if (thread_)
    core_->begin(*doing_);
  else
    core_->begin_interrupt(effort_.fixed);
  doing_->begin(task);
}

void Work::await_resume() {
  if (!slow_.empty()) return engine::Task::Run(slow_).await_resume();
  if (!doing_) return;
  doing_->end();
  recorder_->end(ticket_, recorder_->now());
  if (thread_)
    core_->end();
  else
    core_->end_interrupt();
}

// After what has the core now.
engine::Task Work::in_turn() {
  if (thread_)
    co_await core_->settle(*thread_);
  else
    co_await core_->until_served();
  Work now = again();
  co_await now;
}

engine::Task Work::both() {
  Work first = again();
  co_await first;
  go_on_with_the_rest();
  Work rest = again();
  co_await rest;
}

Work Work::again() const {
  return thread_ ? Work(*recorder_, *core_, *thread_, row_, effort_)
                 : Work(*recorder_, *core_, row_, effort_.fixed);
}

} // namespace copyscope::machine
