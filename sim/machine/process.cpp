#include "sim/machine/process.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Kind;
using trace::Range;
using trace::Span;

namespace {

constexpr Bytes most_of_a_call{0x7ffff000}; // MAX_RW_COUNT, include/linux/fs.h

constexpr int sends_that_merge = 16; // as REAL_MODE.md has it: cheapest there

} // namespace

Process::Process(Recorder& recorder, Machine& machine, const scenario::Workload& workload,
                 trace::TaskId client, RoundObserver* observer)
    : Thread(recorder, client, client % machine.cpu.cores()),
      socket(recorder, machine.cpu, machine.nic, machine.page_cache, machine.parameters),
      machine_(machine.parameters), cpu_(machine.cpu), parts_(machine), workload_(workload),
      resident_(scenario::resident_prefix(workload)), observer_(observer) {}

Work Process::enter(std::string_view call, std::string_view label, Bytes asked) {
  trace::Call made;
  made.begin = recorder_.now();
  made.asked = asked.count();
  made.flow = task_;
  made.task = task_;
  made.name = recorder_.name(call);
  made.label = recorder_.sink().label(label);
  call_ = recorder_.sink().call(made);

  const trace::Ticket before = recorder_.trail(task_).last_return();
  Span whole = row(Kind::syscall);
  whole.lane = lane_;
  whole.name = made.name;
  whole.cause = before;
  call_row_ = recorder_.open(whole);

  Span crossing = row(Kind::mode_switch);
  crossing.name = trace::WellKnown::to_kernel;
  crossing.cause = before;
  Work work = cpu_.cross(*this, crossing);
  if (machine_.mechanism.pages) work.then(machine_.cpu.per_call);
  return work;
}

Work Process::enter_zerocopy_send(const Chunk& chunk) {
  Work work = enter("send", chunk);
  if (machine_.mechanism.pages) work.then(machine_.cpu.per_call + machine_.zerocopy.notification);
  return work;
}

Work Process::submit(std::int64_t requests, std::int64_t notifications) {
  Work work = enter("io_uring_enter");
  const Time for_notifications = Time::from_ps(machine_.uring.request.ps() * notifications / 2);
  if (machine_.mechanism.pages)
    work.then(machine_.cpu.per_call + machine_.uring.request * requests + for_notifications);
  return work;
}

Process::Leave Process::leave() {
  return return_with(trace::Call::no_result);
}

Process::Leave Process::leave(Bytes moved) {
  return return_with(moved.count());
}

Process::Leave Process::return_with(std::int64_t result) {
  Span crossing = row(Kind::mode_switch);
  crossing.name = trace::WellKnown::to_user;
  crossing.cause = recorder_.trail(task_).entry();
  return {*this, cpu_.cross(*this, crossing), result};
}

void Process::Leave::await_resume() {
  Work::await_resume();
  const Time back = process_.recorder_.now();
  process_.recorder_.end(process_.call_row_, back);
  process_.recorder_.sink().end_call(process_.call_, back, result_);
}

void Process::complete(Chunk chunk, std::string_view name) {
  Span completion = row(Kind::completion);
  completion.lane = lane_;
  completion.name = recorder_.name(name);
  completion.set_range(chunk.range);
  // The card is done with all of it when it is done with the last of it.
  if (const Bytes end = chunk.range.offset + chunk.range.bytes; end > chunk.range.offset)
    completion.cause = recorder_.trail(completion.flow).before({end - Bytes(1), Bytes(1)});
  recorder_.note(Time(), completion);
}

bool Process::has_to_reap(const Chunk& sent) {
  if (sends_unreaped_++ == 0) unreaped_ = {{sent.range.offset, {}}, this};
  unreaped_.range.bytes += sent.range.bytes;
  const int at_once = machine_.mechanism.merged_completions ? sends_that_merge : 1;
  return sends_unreaped_ == at_once || sent.end() == file_size();
}

Chunk Process::reaped() {
  sends_unreaped_ = 0;
  return unreaped_;
}

Work Process::unmap_file() {
  const std::int64_t more = observer_ == nullptr ? 0 : observer_->mapped_pages_left_out();
  return parts_.page_cache.unmap(whole_file(), more);
}

std::int64_t Process::mapped_pages() {
  return parts_.page_cache.mapped_pages(*this);
}

Work Process::until_sent() {
  if (socket.drained().is_set()) return {};
  return Work(cpu_.wait_for(*this, socket.drained(), "completion"));
}

Work Process::until_writable() {
  if (!machine_.socket.nonblocking || socket.writable().is_set()) return {};
  return Work(poll());
}

engine::Task Process::poll() {
  co_await enter("poll");
  co_await cpu_.wait_for(*this, socket.writable(), "socket buffer");
  co_await leave();
}

std::int64_t Process::pipe_pages() const {
  if (!machine_.mechanism.pipe_limit) return no_limit;
  return std::max<std::int64_t>(1, machine_.pipe.capacity.count() / scenario::page_size);
}

Chunks Process::chunks(std::int64_t most_pages) {
  return Chunks(*this, most_pages);
}

Bytes Process::end_of_round(Bytes offset, std::int64_t most_pages) const {
  Bytes end = std::min(offset + workload_.chunk, workload_.file_size);
  if (machine_.mechanism.call_limit) end = std::min(end, offset + most_of_a_call);
  const std::int64_t page = offset.count() / scenario::page_size;
  if (most_pages <= scenario::largest_size / scenario::page_size)
    end = std::min(end, Bytes((page + most_pages) * scenario::page_size));
  return end;
}

RoundShape Process::shape_at(Bytes offset, std::int64_t most_pages) const {
  const Bytes end = end_of_round(offset, most_pages);
  return {end - offset, std::max(Bytes(0), end - std::max(offset, resident_))};
}

// Whole chunks follow one another with one shape until they pass the resident prefix or the end.
std::int64_t Process::alike_from(Bytes offset) const {
  const Bytes end =
      offset < resident_ && offset + workload_.chunk <= resident_ ? resident_ : workload_.file_size;
  if (offset < resident_ && end != resident_) return 1; // the chunk that straddles the prefix's end
  return std::max<std::int64_t>(1, (end - offset).count() / workload_.chunk.count());
}

Standing Process::standing(Bytes offset) {
  Standing standing(recorder_.now(), offset);
  // Runs of pages, windows of faults and rounds begin where they do in the file.
  standing.number(offset.count() % (scenario::page_size * machine_.page_cache.run_pages));
  standing.number(static_cast<std::int64_t>(recorder_.engine().pending()));
  parts_.cpu.stand(standing);
  parts_.bus.stand(standing);
  parts_.page_cache.stand(standing, *this);
  parts_.nic.stand(standing);
  socket.stand(standing);
  standing.number(sends_unreaped_);
  return standing;
}

std::int64_t Process::rounds_to_skip(Bytes offset) {
  if (observer_ != nullptr && offset < workload_.file_size) observer_->at_round(*this, offset);
  const bool alone = recorder_.engine().pending() == 0;
  if (observer_ == nullptr || !alone || offset == workload_.file_size) return 0;
  return observer_->before_round(shape_at(offset, no_limit), alike_from(offset), recorder_.now());
}

Chunks::Iterator Chunks::begin() const {
  if (process_.observer_ != nullptr) process_.observer_->loop_boundary();
  Iterator first(process_, Bytes(0), most_pages_);
  first.skip();
  return first;
}

Chunk Chunks::Iterator::operator*() const {
  return {{offset_, process_.shape_at(offset_, most_pages_).bytes}, &process_};
}

Chunks::Iterator& Chunks::Iterator::operator++() {
  const Bytes bytes = process_.shape_at(offset_, most_pages_).bytes;
  offset_ += bytes;
  process_.done_ += bytes;
  process_.recorder_.trail(process_.flow()).next_chunk();
  skip();
  return *this;
}

void Chunks::Iterator::skip() {
  while (const std::int64_t rounds = process_.rounds_to_skip(offset_))
    offset_ += process_.shape_at(offset_, most_pages_).bytes * rounds;
  if (offset_ == process_.file_size() && process_.observer_ != nullptr)
    process_.observer_->loop_boundary();
}

} // namespace copyscope::machine
