#include "figure/words/level_contrast.h"

#include "figure/words/waits.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Kind;
using trace::no_span;
using trace::set_of;
using trace::Span;
using trace::SpanId;
using trace::Trace;

constexpr std::string_view nothing;

/// A step and the machine that made it.
struct Step {
  const Trace& trace;
  SpanId row;
  Span span;
  const scenario::Case& which;

  const scenario::Machine& machine() const { return which.machine; }
  std::int64_t offset() const { return span.range().offset.count(); }
  std::int64_t bytes() const { return span.range().bytes.count(); }
  std::int64_t end() const { return offset() + bytes(); }
};

/// A task leaves its CPU or comes back to it, and this is what it waits for.
bool switches_for(const Step& step, std::string_view reason) {
  const SpanId wait = wait_of_switch(step.trace, step.row);
  return wait != no_span && step.trace.name(step.trace[wait]) == reason;
}

bool waits_for_disk(const Step& step) {
  return switches_for(step, "disk");
}
bool finds_socket_full(const Step& step) {
  return switches_for(step, "socket buffer");
}
bool is_preempted(const Step& step) {
  return switches_for(step, "run queue");
}

bool is_fault(const Step& step) {
  return step.span.kind == Kind::page_fault;
}

bool is_from_disk(const Step& step) {
  return step.span.kind == Kind::disk_access ||
         (step.span.kind == Kind::dma_copy &&
          step.trace.actor(step.span) == trace::Actor::disk_dma);
}

/// Bytes come that lie beyond all that the call works on. It works on bytes in their order, so the
/// last row in which it does says up to where.
bool reads_ahead(const Step& step) {
  if (!is_from_disk(step) || !step.machine().mechanism.readahead || step.span.call == 0)
    return false;
  constexpr trace::KindSet works = set_of(Kind::cpu_copy) | set_of(Kind::descriptor) |
                                   set_of(Kind::page_reference) | set_of(Kind::pin);
  const SpanId last = step.trace.previous_of_call(step.span.call, step.trace.size(), {works});
  if (last == no_span || !step.trace[last].has_range) return false;
  const trace::Range range = step.trace[last].range();
  return (range.offset + range.bytes).count() < step.end();
}

/// The disk works for a task that sleeps until it is done.
bool is_waited_for(const Step& step) {
  if (!is_from_disk(step) || step.span.flow == trace::no_flow) return false;
  const trace::TaskId task = step.trace.tables().flows[step.span.flow].task;
  if (task == trace::no_task) return false;
  const trace::Doing doing = step.trace.doing(task, step.trace.cursor_on(step.row));
  return doing.wait != no_span && step.trace.name(step.trace[doing.wait]) == "disk";
}

/// The call returns, and the card fetches its bytes later.
bool returns_before_the_card(const Step& step) {
  return step.span.kind == Kind::mode_switch && step.span.name == trace::WellKnown::to_user &&
         step.trace.next_of_call(step.span.call, step.row,
                                 {set_of(Kind::dma_copy), trace::Buffer::nic}) != no_span;
}

/// What a copy takes beside what interrupts it.
Time without_interrupts(const Step& step) {
  Time taken = step.span.end - step.span.begin;
  constexpr trace::KindSet interrupts = set_of(Kind::interrupt) | set_of(Kind::softirq);
  for (SpanId row = step.trace.next(step.row + 1, interrupts);
       row != no_span && step.trace[row].begin < step.span.end;
       row = step.trace.next(row + 1, interrupts))
    if (const Span each = step.trace[row]; each.lane == step.span.lane)
      taken = taken - (each.end - each.begin);
  return taken;
}

Time at_rate(std::int64_t bytes, Bandwidth rate) {
  return transfer_time(Bytes(bytes), rate);
}

/// By the CPU, at that rate and with nobody beside it.
Time alone(const Step& step, Bandwidth rate) {
  const std::int64_t page = scenario::page_size;
  const std::int64_t pages =
      step.bytes() == 0 ? 0 : (step.end() - 1) / page - step.offset() / page + 1;
  const Time for_pages =
      step.machine().mechanism.pages ? step.machine().cpu.per_page * pages : Time();
  return for_pages + at_rate(step.bytes(), rate);
}

bool is_measured(const Step& step, Kind kind) {
  return step.span.kind == kind && step.span.has_range && step.span.end != Span::open;
}

/// The same CPU has just put these bytes where they are copied from: whatever slows the copy, it is
/// not that they were cold.
bool was_just_written(const Step& step) {
  constexpr int touched = 4; // times the bytes of a copy, until those of the one before are used
  const trace::ObjectId from = step.trace.tables().object_at(step.span.flow, step.span.source);
  if (from == trace::no_object || touched * step.bytes() > step.machine().cpu.hot_set.count())
    return false;
  const SpanId row = step.trace.latest_into(from, set_of(Kind::cpu_copy), step.row);
  if (row == no_span || step.trace[row].lane != step.span.lane) return false;
  const trace::Range range = step.trace[row].range();
  return range.offset.count() <= step.offset() &&
         (range.offset + range.bytes).count() >= step.end();
}

bool is_cold(const Step& step) {
  const scenario::Machine& machine = step.machine();
  return machine.mechanism.cold_copies && is_measured(step, Kind::cpu_copy) &&
         !was_just_written(step) && machine.cpu.cold_copy_bandwidth < machine.cpu.copy_bandwidth &&
         without_interrupts(step) >= alone(step, machine.cpu.cold_copy_bandwidth);
}

/// Whether somebody else moves bytes meanwhile.
bool moves_beside(const Step& step) {
  constexpr trace::KindSet movers = set_of(Kind::cpu_copy) | set_of(Kind::dma_copy);
  const auto other = [&](SpanId row) {
    const Span each = step.trace[row];
    return (movers & set_of(each.kind)) != 0 && each.lane != step.span.lane;
  };
  const std::vector<SpanId> open = step.trace.open_spans(step.trace.cursor_on(step.row));
  if (std::ranges::any_of(open, other)) return true;
  for (SpanId row = step.trace.next(step.row + 1, movers);
       row != no_span && step.trace[row].begin < step.span.end;
       row = step.trace.next(row + 1, movers))
    if (other(row)) return true;
  return false;
}

/// Slower than anything of its own explains.
bool shares_the_bus(const Step& step) {
  const scenario::Machine& machine = step.machine();
  if (!machine.mechanism.bus) return false;
  if (is_measured(step, Kind::cpu_copy)) {
    const bool is_cold_one = is_cold(step);
    const Time expected =
        alone(step, is_cold_one ? machine.cpu.cold_copy_bandwidth : machine.cpu.copy_bandwidth);
    return without_interrupts(step) > expected + Time::from_ps(1) && moves_beside(step);
  }
  if (!is_measured(step, Kind::dma_copy)) return false;
  const Bandwidth own = is_from_disk(step) ? std::min(machine.disk.bandwidth, machine.dma.bandwidth)
                                           : machine.dma.bandwidth;
  return step.span.end - step.span.begin > at_rate(step.bytes(), own) + Time::from_ps(1) &&
         moves_beside(step);
}

/// They are written in the order of the bytes, so the first or the last is for others, if any is.
bool has_further_descriptors(const Step& step) {
  if (step.span.kind != Kind::descriptor || step.span.call == 0) return false;
  constexpr trace::Wanted descriptors = {set_of(Kind::descriptor)};
  const SpanId first = step.trace.next_of_call(step.span.call, 0, descriptors);
  const SpanId last = step.trace.previous_of_call(step.span.call, step.trace.size(), descriptors);
  return step.trace[first].offset != step.span.offset ||
         step.trace[last].offset != step.span.offset;
}

/// References to less than the chunk that was asked for.
bool is_cut_by_the_pipe(const Step& step) {
  if (step.span.kind != Kind::page_reference || !step.machine().mechanism.pipe_limit) return false;
  const scenario::Workload& workload = step.which.workload;
  return step.bytes() <
         std::min(workload.chunk.count(), workload.file_size.count() - step.offset());
}

bool is_evicted(const Step& step) {
  return step.span.kind == Kind::evict;
}

bool tells_of_several(const Step& step) {
  return step.span.kind == Kind::completion && step.trace.name(step.span).empty() &&
         step.span.has_range && step.bytes() > step.which.workload.chunk.count();
}

/// An interrupt, or what it left for later, in the midst of another row of that CPU.
bool steals_time(const Step& step) {
  if (step.span.kind != Kind::interrupt && step.span.kind != Kind::softirq) return false;
  const std::vector<SpanId> open = step.trace.open_spans(step.trace.cursor_on(step.row));
  return std::ranges::any_of(open, [&](SpanId row) {
    const Span each = step.trace[row];
    return row != step.row && each.lane == step.span.lane && each.end > step.span.begin &&
           trace::is_step(each.kind);
  });
}

struct Situation {
  std::string_view key; ///< level.KEY.textbook, .linux
  bool (*is_at)(const Step&);
};
constexpr std::array table = {Situation{"preemption", is_preempted},
                              Situation{"disk_wait", waits_for_disk},
                              Situation{"socket_full", finds_socket_full},
                              Situation{"page_fault", is_fault},
                              Situation{"read_ahead", reads_ahead},
                              Situation{"disk_wait", is_waited_for},
                              Situation{"bus", shares_the_bus},
                              Situation{"cold_copy", is_cold},
                              Situation{"fragments", has_further_descriptors},
                              Situation{"pipe_limit", is_cut_by_the_pipe},
                              Situation{"eviction", is_evicted},
                              Situation{"merged_completions", tells_of_several},
                              Situation{"stolen_time", steals_time},
                              Situation{"queued", returns_before_the_card}};

} // namespace

std::string_view situation_at(const Trace& trace, SpanId step) {
  const trace::Header& header = trace.header();
  if (header.source != trace::Source::simulated || header.level != "linux" || !header.has_case() ||
      step >= trace.size())
    return nothing;
  const Step here{trace, step, trace[step], header.current_case()};
  const auto found =
      std::ranges::find_if(table, [&](const Situation& each) { return each.is_at(here); });
  return found == table.end() ? nothing : found->key;
}

std::vector<std::string_view> situations() {
  std::vector<std::string_view> keys;
  for (const Situation& each : table)
    if (std::ranges::find(keys, each.key) == keys.end()) keys.push_back(each.key);
  return keys;
}

std::optional<LevelContrast> level_contrast(const Trace& trace, SpanId step,
                                            assets::Language language) {
  const std::string_view key = situation_at(trace, step);
  if (key.empty()) return std::nullopt;
  return LevelContrast{word("level.heading.textbook", language),
                       word(fmt::format("level.{}.textbook", key), language),
                       word("level.heading.linux", language),
                       word(fmt::format("level.{}.linux", key), language)};
}

} // namespace copyscope::figure
