#include "figure/stage/stage_state.h"

#include "sim/analysis/duration.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::Kind;

constexpr trace::KindSet movers =
    set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) | set_of(Kind::pio_copy);
constexpr trace::KindSet referrers = set_of(Kind::descriptor) | set_of(Kind::page_reference);

double share_of(const trace::Span& span, Time now) {
  if (span.end == trace::Span::open || now < span.begin) return 0;
  if (now >= span.end) return 1;
  return static_cast<double>((now - span.begin).ps()) /
         static_cast<double>((span.end - span.begin).ps());
}

Activity activity(const trace::Trace& trace, const std::vector<Route>& routes, trace::SpanId row,
                  Time now) {
  Activity result;
  result.row = row;
  result.span = trace[row];
  if (const Route* const route = route_of(routes, result.span)) result.route = *route;
  result.progress = share_of(result.span, now);
  result.done = static_cast<std::int64_t>(result.progress * static_cast<double>(result.span.bytes));
  result.under_way = now < result.span.end;
  return result;
}

/// The object of that kind that the first flow has.
trace::ObjectId object_of(const trace::Trace& trace, Buffer buffer) {
  return trace.tables().object_at(0, buffer);
}

/// A row that takes bytes out of a buffer, seen from the first row to where the cursor is.
BufferState buffer_state(const trace::Trace& trace, const trace::BufferInfo& info,
                         const StageState& state) {
  BufferState result;
  result.buffer = info.buffer;
  result.held = state.now.held_by(info.buffer);
  result.capacity = info.capacity.count();
  const trace::SpanId into =
      trace.latest_into(object_of(trace, info.buffer), movers, state.cursor.begun);
  if (into == trace::no_span) {
    result.brought_by = Kind::dma_copy;
  } else {
    const trace::Span& span = trace[into];
    const auto arrived = static_cast<std::int64_t>(share_of(span, state.cursor.time) *
                                                   static_cast<double>(span.bytes));
    result.brought_by = span.kind;
    const std::int64_t end = static_cast<std::int64_t>(span.offset) + arrived;
    result.first = std::max<std::int64_t>(0, end - result.held);
    const bool holds_a_chunk = info.buffer == Buffer::user_buffer ||
                               info.buffer == Buffer::socket_buffer || info.buffer == Buffer::pipe;
    if (holds_a_chunk) {
      result.strip_from = static_cast<std::int64_t>(span.offset);
      result.capacity = std::max<std::int64_t>(1, static_cast<std::int64_t>(span.bytes));
    }
  }
  return result;
}

/// Bytes that descriptors or references in the buffer stand for: put there by the latest referring
/// row, until what it refers to has been fetched from or moved on.
std::int64_t referred_in(const trace::Trace& trace, Buffer buffer, const StageState& state) {
  const trace::SpanId put =
      trace.latest_into(object_of(trace, buffer), referrers, state.cursor.begun);
  if (put == trace::no_span) return 0;
  const trace::Span& reference = trace[put];
  const std::int64_t end =
      static_cast<std::int64_t>(reference.offset) + static_cast<std::int64_t>(reference.bytes);
  const Buffer next = buffer == Buffer::pipe ? Buffer::socket_buffer : Buffer::nic;
  const trace::ObjectId to = object_of(trace, next);
  for (trace::SpanId on = trace.next_into(to, movers | referrers, put + 1); on < state.cursor.begun;
       on = trace.next_into(to, movers | referrers, on + 1)) {
    const trace::Span& span = trace[on];
    if (static_cast<std::int64_t>(span.offset + span.bytes) < end) continue;
    const auto gone = static_cast<std::int64_t>(share_of(span, state.cursor.time) *
                                                static_cast<double>(span.bytes));
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(reference.bytes) - gone);
  }
  return static_cast<std::int64_t>(reference.bytes);
}

void read_mode(const trace::Trace& trace, StageState& state) {
  const std::uint32_t begun = state.cursor.begun;
  const trace::SpanId crossing = trace.previous(begun, set_of(Kind::mode_switch));
  const bool entered =
      crossing != trace::no_span && trace[crossing].name == trace::WellKnown::to_kernel;
  const trace::SpanId call = trace.previous(begun, set_of(Kind::syscall));
  if (call != trace::no_span) state.call = trace.name(trace[call]);
  state.in_call = entered;
  if (trace.header().source == trace::Source::real)
    state.in_call = call != trace::no_span && state.cursor.time < trace[call].end;
  const auto on_cpu = [&](const Activity& each) {
    return trace.lane(each.span).kind == trace::LaneKind::cpu && each.span.kind != Kind::user;
  };
  const bool works =
      (state.current && on_cpu(*state.current)) || std::ranges::any_of(state.beside, on_cpu);
  state.mode = works ? CpuMode::kernel : state.in_call ? CpuMode::idle : CpuMode::user;
  // The crossing back ends in user mode.
  if (state.current && state.current->span.kind == Kind::mode_switch)
    state.mode = (state.current->progress < 0.5) == entered ? CpuMode::user : CpuMode::kernel;
}

} // namespace

const BufferState* StageState::find(Buffer buffer) const {
  const auto found = std::ranges::find(buffers, buffer, &BufferState::buffer);
  return found == buffers.end() ? nullptr : &*found;
}

const Activity* StageState::at_work(Kind kind) const {
  if (current && current->span.kind == kind) return &*current;
  const auto found =
      std::ranges::find_if(beside, [&](const Activity& each) { return each.span.kind == kind; });
  return found == beside.end() ? nullptr : &*found;
}

void clear_stage(StageState& state) {
  state.current.reset();
  state.beside.clear();
  state.mode = CpuMode::idle;
  state.in_call = false;
}

StageState stage_state(const trace::Trace& trace, const std::vector<Route>& routes,
                       trace::Cursor cursor) {
  StageState state;
  state.cursor = cursor;
  state.steps = trace.steps();
  state.step = trace.step_number(cursor);
  state.now = trace.ledger(cursor);
  state.in_the_end = trace.final_ledger();
  state.routes = routes;
  state.source = trace.header().source;
  if (state.source == trace::Source::real) state.observed = analysis::result_of(trace);
  state.duration = analysis::duration_of(trace);
  state.begun = cursor.begun > 0;
  state.ended = cursor.begun == trace.size() && cursor.time >= trace.end();

  const trace::SpanId row = state.step > 0 ? trace.step(state.step) : trace::no_span;
  if (row != trace::no_span) state.current = activity(trace, state.routes, row, cursor.time);
  state.interrupt_by_disk = state.current && trace.name(state.current->span) == "disk";
  for (const trace::SpanId open : trace.open_spans(cursor))
    if (open != row && trace::is_step(trace[open].kind))
      state.beside.push_back(activity(trace, state.routes, open, cursor.time));
  for (const Route& route : state.routes)
    state.taken.push_back(route.first < cursor.begun && trace[route.first].end <= cursor.time);
  read_mode(trace, state);

  for (const trace::BufferInfo& info : trace.header().buffers) {
    BufferState buffer = buffer_state(trace, info, state);
    buffer.referred = referred_in(trace, info.buffer, state);
    const trace::SpanId map = trace.previous(cursor.begun, set_of(Kind::map));
    buffer.mapped = info.buffer == Buffer::user_buffer &&
                    (map != trace::no_span || trace.next(0, set_of(Kind::map)) != trace::no_span);
    state.buffers.push_back(buffer);
  }
  return state;
}

} // namespace copyscope::figure
