#include "sim/machine/cpu.h"

#include "sim/scenario/scenario.h"

#include <algorithm>

namespace copyscope::machine {

using trace::Buffer;
using trace::Kind;
using trace::Span;

Cpu::Cpu(Recorder& recorder, const scenario::Machine& machine, MemoryBus& bus)
    : recorder_(recorder), machine_(machine) {
  for (std::int64_t index = 0; index < machine.cpu.cores; ++index) {
    cores_.emplace_back(recorder, machine, bus, static_cast<std::size_t>(index));
    warmth_.emplace_back(machine.cpu.hot_set);
  }
}

Work Cpu::work(Thread& thread, const Span& row, const Effort& effort) {
  return {recorder_, core_of(thread), thread, row, effort};
}

Time Cpu::for_pages(const Chunk& chunk) const {
  return machine_.mechanism.pages ? machine_.cpu.per_page * pages_of(chunk.range) : Time();
}

// Of what is reached through a mapping, the pages that begin in it: each is reached once.
Time Cpu::for_access(const Chunk& chunk) const {
  if (!chunk.mapped || !machine_.mechanism.pages) return Time();
  const auto begun = [](Bytes end) {
    return (end.count() + scenario::page_size - 1) / scenario::page_size;
  };
  return machine_.mmap.access * (begun(chunk.end()) - begun(chunk.range.offset));
}

// Of a copy of what no cache holds.
Bandwidth Cpu::cold_rate(Buffer source, Buffer target, bool mapped) const {
  if (mapped) return machine_.mmap.copy_bandwidth;
  const bool skips_user = source == Buffer::page_cache && target == Buffer::socket_buffer;
  return skips_user ? machine_.socket.copy_bandwidth : machine_.cpu.cold_copy_bandwidth;
}

Work Cpu::copy(Buffer source, Buffer target, Chunk chunk) {
  Thread& thread = *chunk.thread;
  Bandwidth rate = machine_.cpu.copy_bandwidth;
  if (machine_.mechanism.cold_copies) {
    Warmth& warmth = warmth_[thread.core()];
    if (!chunk.registered && !warmth.is_hot(thread.flow(), source, chunk.range))
      rate = std::min(rate, cold_rate(source, target, chunk.mapped));
    warmth.touch(thread.flow(), source, chunk.range);
    warmth.touch(thread.flow(), target, chunk.range);
  }
  Span row = thread.row(Kind::cpu_copy, source, target, chunk.range);
  row.continued = chunk.continues;
  if (chunk.continues) row.replaces_target = false;
  return work(thread, row, {for_pages(chunk) + for_access(chunk), chunk.range.bytes, rate});
}

Work Cpu::pio(Buffer source, Buffer target, Chunk chunk) {
  const Time time = machine_.cpu.pio_time * parts(chunk.range.bytes, machine_.cpu.pio_word);
  return work(*chunk.thread, chunk.thread->row(Kind::pio_copy, source, target, chunk.range),
              {time, {}, {}});
}

Work Cpu::describe(Buffer source, Chunk chunk) {
  return work(*chunk.thread,
              chunk.thread->row(Kind::descriptor, source, Buffer::socket_buffer, chunk.range),
              {machine_.cpu.descriptor + for_pages(chunk), {}, {}});
}

Work Cpu::reference(Buffer source, Chunk chunk) {
  Time by_page = for_pages(chunk);
  if (source == Buffer::user_buffer && machine_.mechanism.pages)
    by_page += for_pins(chunk) + machine_.pipe.page * pages_of(chunk.range);
  return work(*chunk.thread,
              chunk.thread->row(Kind::page_reference, source, Buffer::pipe, chunk.range),
              {by_page, {}, {}});
}

Work Cpu::map(Chunk whole) {
  return work(*whole.thread,
              whole.thread->row(Kind::map, Buffer::page_cache, Buffer::user_buffer, whole.range),
              {machine_.cpu.map, {}, {}});
}

Work Cpu::unmap(Chunk whole, Time time) {
  Span row = whole.thread->row(Kind::unmap, Buffer::user_buffer, Buffer::none, whole.range);
  row.cause = recorder_.trail(row.flow).last_return(); // the card may still be at the bytes
  return work(*whole.thread, row, {time, {}, {}});
}

Time Cpu::for_pins(const Chunk& chunk) const {
  return machine_.mechanism.pages ? machine_.zerocopy.pin_page * pages_of(chunk.range) : Time();
}

Work Cpu::pin(Chunk chunk) {
  return work(*chunk.thread,
              chunk.thread->row(Kind::pin, Buffer::user_buffer, Buffer::none, chunk.range),
              {for_pins(chunk), {}, {}});
}

Work Cpu::cross(Thread& thread, const Span& row) {
  return work(thread, row, {machine_.cpu.mode_switch, {}, {}});
}

Work Cpu::kernel_work(Thread& thread, std::string_view name, Time time) {
  Span row = thread.row(Kind::kernel_work);
  row.name = recorder_.name(name);
  row.cause = recorder_.trail(thread.flow()).entry();
  return work(thread, row, {time, {}, {}});
}

Work Cpu::fault(Chunk chunk, bool major, bool waits) {
  Span row =
      chunk.thread->row(Kind::page_fault, Buffer::page_cache, Buffer::user_buffer, chunk.range);
  row.name = major ? trace::WellKnown::major : trace::WellKnown::minor;
  if (waits) row.cause = recorder_.trail(row.flow).entry(); // not what is still bringing them
  return work(*chunk.thread, row, {machine_.mmap.fault, {}, {}});
}

namespace {

// A row about what a device has done for a flow.
Span about(Kind kind, const Span& transfer, trace::Ticket ticket, trace::StringId name) {
  Span row;
  row.kind = kind;
  row.flow = transfer.flow;
  row.call = transfer.call;
  row.cause = ticket;
  row.name = name;
  return row;
}

} // namespace

Work Cpu::interrupt(std::string_view cause, const Span& transfer, trace::Ticket ticket) {
  return {recorder_, core_of_flow(transfer.flow),
          about(Kind::interrupt, transfer, ticket, recorder_.name(cause)), machine_.cpu.interrupt};
}

Work Cpu::softirq(std::string_view cause, const Span& transfer, trace::Ticket ticket) {
  return {recorder_, core_of_flow(transfer.flow),
          about(Kind::softirq, transfer, ticket, recorder_.name(cause)), machine_.cpu.softirq};
}

engine::Task Cpu::wait_for(Thread& thread, Awaited& awaited, std::string_view name) {
  if (!machine_.mechanism.blocking) {
    co_await awaited.wait();
    co_return;
  }
  if (awaited.is_set()) co_return;
  Span waits = thread.row(Kind::wait);
  waits.lane = thread.lane();
  waits.name = recorder_.name(name);
  waits.cause = recorder_.trail(thread.flow()).entry();
  const trace::Ticket wait = recorder_.open(waits);
  co_await core_of(thread).switch_out(thread);
  co_await awaited.wait();
  co_await core_of(thread).switch_in(thread, awaited.by());
  recorder_.end(wait, recorder_.now());
}

} // namespace copyscope::machine
