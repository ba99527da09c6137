#include "sim/machine/process.h"

#include <algorithm>
#include <string>

namespace copyscope::machine {

using trace::Kind;
using trace::Range;
using trace::Span;

Process::Process(Recorder& recorder, const scenario::Workload& workload,
                 const scenario::Machine& machine, trace::TaskId client, RoundObserver* observer)
    : recorder_(recorder), workload_(workload), mode_switch_(machine.cpu.mode_switch),
      resident_(scenario::resident_prefix(workload)), observer_(observer),
      cpu_lane_(recorder.sink().lane("cpu0")),
      process_lane_(recorder.sink().lane("process" + std::to_string(client))), client_(client) {}

Span Process::row(Kind kind) const {
  Span row;
  row.kind = kind;
  row.flow = client_;
  row.task = client_;
  row.call = call_;
  return row;
}

Span Process::row(Kind kind, trace::Buffer source, trace::Buffer target, Range range) const {
  Span about = row(kind);
  about.set_way(source, target);
  about.set_range(range);
  return about;
}

engine::Engine::Delay Process::enter(std::string_view call, std::string_view label) {
  trace::Call made;
  made.begin = recorder_.now();
  made.flow = client_;
  made.task = client_;
  made.name = recorder_.sink().name(call);
  made.label = recorder_.sink().label(label);
  call_ = recorder_.sink().call(made);

  Trail& trail = recorder_.trail(client_);
  Span whole = row(Kind::syscall);
  whole.lane = process_lane_;
  whole.name = made.name;
  whole.cause = trail.last_return();
  call_row_ = recorder_.open(whole);

  Span crossing = row(Kind::mode_switch);
  crossing.lane = cpu_lane_;
  crossing.name = trace::WellKnown::to_kernel;
  crossing.cause = trail.last_return();
  trail.enter(recorder_.note(mode_switch_, crossing));
  return recorder_.engine().delay(mode_switch_);
}

engine::Engine::Delay Process::leave() {
  Span crossing = row(Kind::mode_switch);
  crossing.lane = cpu_lane_;
  crossing.name = trace::WellKnown::to_user;
  Trail& trail = recorder_.trail(client_);
  crossing.cause = trail.entry();
  trail.leave(recorder_.note(mode_switch_, crossing));
  const Time back = recorder_.now() + mode_switch_;
  recorder_.end(call_row_, back);
  recorder_.sink().end_call(call_, back, trace::Call::no_result);
  return recorder_.engine().delay(mode_switch_);
}

void Process::complete(Chunk chunk, std::string_view name) {
  Span completion = row(Kind::completion);
  completion.lane = process_lane_;
  completion.name = recorder_.sink().name(name);
  completion.set_range(chunk.range);
  recorder_.note_about(Time(), completion);
}

Chunks Process::chunks() {
  return Chunks(*this);
}

RoundShape Process::shape_at(Bytes offset) const {
  const Bytes end = std::min(offset + workload_.chunk, workload_.file_size);
  return {end - offset, std::max(Bytes(0), end - std::max(offset, resident_))};
}

// Whole chunks follow one another with one shape until they pass the resident prefix or the end.
std::int64_t Process::alike_from(Bytes offset) const {
  const Bytes end =
      offset < resident_ && offset + workload_.chunk <= resident_ ? resident_ : workload_.file_size;
  if (offset < resident_ && end != resident_) return 1; // the chunk that straddles the prefix's end
  return std::max<std::int64_t>(1, (end - offset).count() / workload_.chunk.count());
}

std::int64_t Process::rounds_to_skip(Bytes offset) const {
  const bool alone = recorder_.engine().pending() == 0;
  if (observer_ == nullptr || !alone || offset == workload_.file_size) return 0;
  return observer_->before_round(shape_at(offset), alike_from(offset), recorder_.now());
}

Chunks::Iterator Chunks::begin() const {
  if (process_.observer_ != nullptr) process_.observer_->loop_boundary();
  Iterator first(process_, Bytes(0));
  first.skip();
  return first;
}

Chunk Chunks::Iterator::operator*() const {
  return {{offset_, process_.shape_at(offset_).bytes}, &process_};
}

Chunks::Iterator& Chunks::Iterator::operator++() {
  const Bytes bytes = process_.shape_at(offset_).bytes;
  offset_ += bytes;
  process_.done_ += bytes;
  process_.recorder_.trail(process_.client_).next_chunk();
  skip();
  return *this;
}

void Chunks::Iterator::skip() {
  while (const std::int64_t rounds = process_.rounds_to_skip(offset_))
    offset_ += process_.shape_at(offset_).bytes * rounds;
  if (offset_ == process_.file_size() && process_.observer_ != nullptr)
    process_.observer_->loop_boundary();
}

} // namespace copyscope::machine
