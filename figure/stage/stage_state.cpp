#include "figure/stage/stage_state.h"

#include "figure/stage/flow_state.h"
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

Activity activity(const trace::Trace& trace, const StageState& state, trace::SpanId row) {
  const Time now = state.cursor.time;
  Activity result;
  result.row = row;
  result.span = trace[row];
  result.is_others = state.has_several_flows && result.span.flow != state.scene.front &&
                     result.span.flow != trace::no_flow;
  // What moves for another flow moves between objects that are not on this stage.
  if (const Route* const route = route_of(state.routes, result.span); route && !result.is_others)
    result.route = *route;
  result.progress = share_of(result.span, now);
  result.done = static_cast<std::int64_t>(result.progress * static_cast<double>(result.span.bytes));
  result.under_way = now < result.span.end;
  result.at_rest = now == result.span.end;
  return result;
}

/// Bytes in a part's object. One that is the only of its kind, whosever they are, needs no look at
/// all rows that touch it.
std::int64_t held_in(const trace::Trace& trace, const Part& part, const StageState& state) {
  const std::vector<trace::Object>& objects = trace.tables().objects;
  const Buffer kind = objects[part.object].kind;
  // The ledger knows what was held at the start where the header tells it.
  return std::ranges::count(objects, kind, &trace::Object::kind) == 1 &&
                 trace::find_buffer(trace.header(), kind)
             ? state.now.held_by(kind)
             : trace.held(part.object, state.cursor);
}

/// What a part's object stands for when it is full: what it is made for, or the journey.
std::int64_t capacity_of(const trace::Trace& trace, const Part& part, const StageState& state) {
  const std::int64_t own = trace.tables().objects[part.object].capacity.count();
  const std::int64_t journey = trace.tables().flows[state.scene.front].bytes.count();
  return own > 0 ? own : journey > 0 ? journey : state.in_the_end.bytes_copied.dma;
}

/// What has come in so far of a row, where that is known; else that all of it may have.
std::int64_t arrived_of(const trace::Span& span, Time now, BufferState& result) {
  const auto arrived =
      static_cast<std::int64_t>(share_of(span, now) * static_cast<double>(span.bytes));
  result.is_soft = span.soft_begin && span.soft_end && now < span.end;
  if (result.is_soft) result.coming = static_cast<std::int64_t>(span.bytes) - arrived;
  return arrived;
}

/// A socket that was handed pages of the cache holds references, as a pipe does.
void take_references(const trace::Trace& trace, const Part& part, const StageState& state,
                     BufferState& result) {
  const trace::SpanId put =
      trace.latest_into(part.object, set_of(Kind::page_reference), state.cursor.begun);
  if (put == trace::no_span) return;
  result.refers_only = true;
  arrived_of(trace[put], state.cursor.time, result);
}

/// Seen from the latest row that has brought something to where the cursor is.
BufferState buffer_state(const trace::Trace& trace, const Part& part, const StageState& state) {
  BufferState result;
  result.buffer = part.place;
  result.held = held_in(trace, part, state);
  result.capacity = capacity_of(trace, part, state);
  result.mapped = part.kind == PartKind::mapping;
  result.refers_only = part.kind == PartKind::pipe;
  const trace::SpanId into = trace.latest_into(part.object, movers, state.cursor.begun);
  // A socket that was handed pages of the cache holds them as a pipe does.
  if (into == trace::no_span && part.kind == PartKind::queue)
    take_references(trace, part, state, result);
  if (into == trace::no_span) {
    result.brought_by = Kind::dma_copy;
  } else {
    const trace::Span& span = trace[into];
    const std::int64_t arrived = arrived_of(span, state.cursor.time, result);
    result.brought_by = span.kind;
    const std::int64_t end = static_cast<std::int64_t>(span.offset) + arrived;
    result.first = std::max<std::int64_t>(0, end - result.held);
    const bool holds_a_chunk = part.kind == PartKind::memory || part.kind == PartKind::mapping ||
                               part.kind == PartKind::queue || part.kind == PartKind::pipe;
    if (holds_a_chunk) {
      result.strip_from = static_cast<std::int64_t>(span.offset);
      result.capacity = std::max<std::int64_t>(1, static_cast<std::int64_t>(span.bytes));
    }
  }
  return result;
}

/// Up to where a row has come by the cursor.
std::int64_t reached_by(const trace::Span& span, Time now) {
  return static_cast<std::int64_t>(span.offset) +
         static_cast<std::int64_t>(share_of(span, now) * static_cast<double>(span.bytes));
}

/// Bytes that descriptors or references in the part stand for: from when they are put there until
/// what they refer to has been fetched from or moved on. Both go in the order of the bytes, so all
/// up to where the latest one reaches are there but those that are gone.
std::int64_t referred_in(const trace::Trace& trace, const Part& part, const StageState& state) {
  const std::uint32_t begun = state.cursor.begun;
  const trace::SpanId put = trace.latest_into(part.object, referrers, begun);
  if (put == trace::no_span) return 0;
  const trace::Span latest = trace[put];
  const Buffer next = part.kind == PartKind::pipe ? Buffer::socket_buffer : Buffer::nic;
  const trace::SpanId taking =
      trace.previous_of_flow(latest.flow, begun, {movers | referrers, next});
  const trace::SpanId after = taking == trace::no_span ? 0 : taking + 1;
  const trace::SpanId untaken = trace.next_of_flow(latest.flow, after, {referrers, latest.target});
  const auto end =
      static_cast<std::int64_t>(latest.offset) + static_cast<std::int64_t>(latest.bytes);
  std::int64_t gone_to =
      taking == trace::no_span ? end : reached_by(trace[taking], state.cursor.time);
  if (untaken < begun)
    gone_to = std::min(gone_to, static_cast<std::int64_t>(trace[untaken].offset));
  return std::max<std::int64_t>(0, end - gone_to);
}

/// The call that the process in front is in, or was in last.
void read_call(const trace::Trace& trace, StageState& state) {
  const std::uint32_t begun = state.cursor.begun;
  const trace::SpanId call = trace.previous(begun, set_of(Kind::syscall));
  if (call != trace::no_span) state.call = trace.name(trace[call]);
  const trace::SpanId crossing = trace.previous(begun, set_of(Kind::mode_switch));
  state.in_call = crossing != trace::no_span && trace[crossing].name == trace::WellKnown::to_kernel;
  if (trace.header().source == trace::Source::real)
    state.in_call = call != trace::no_span && state.cursor.time < trace[call].end;
}

/// What a task of the simulator, which tells it, sleeps for.
void read_sleep(const trace::Trace& trace, StageState& state) {
  if (trace.header().source != trace::Source::simulated || trace.tables().flows.empty()) return;
  const trace::TaskId task = trace.tables().flows[state.scene.front].task;
  if (task == trace::no_task) return;
  const trace::SpanId wait = trace.doing(task, state.cursor).wait;
  if (wait != trace::no_span) state.sleeps_for = trace.name(trace[wait]);
}

/// The same where several take turns: of this one alone.
void read_own_call(const trace::Trace& trace, StageState& state) {
  const trace::TaskId task = trace.tables().flows[state.scene.front].task;
  const trace::Doing doing = trace.doing(task, state.cursor);
  state.in_call = doing.call != 0;
  if (doing.call != 0) state.call = trace.tables().names[trace.call(doing.call).name];
}

/// The crossing back ends in user mode.
CpuMode mode_in(const Activity& work) {
  if (work.span.kind == Kind::user) return CpuMode::user;
  if (work.span.kind != Kind::mode_switch) return CpuMode::kernel;
  const bool enters = work.span.name == trace::WellKnown::to_kernel;
  return (work.progress < 0.5) == enters ? CpuMode::user : CpuMode::kernel;
}

/// What is seen on the lanes of each part: of rows within one another the innermost, else what the
/// cursor rests on.
void read_work(const trace::Trace& trace, StageState& state) {
  const auto see = [&](const Activity& work) {
    for (std::size_t i = 0; i < state.parts.size(); ++i) {
      const auto& lanes = state.scene.parts[i].lanes;
      if (std::ranges::find(lanes, work.span.lane) == lanes.end()) continue;
      std::optional<Activity>& seen = state.parts[i].work;
      if (!seen || !seen->under_way || work.row > seen->row) seen = work;
    }
  };
  if (state.current && state.current->at_rest) see(*state.current);
  for (const trace::SpanId open : trace.open_spans(state.cursor)) {
    const Kind kind = trace[open].kind;
    if (kind != Kind::syscall && kind != Kind::wait && kind != Kind::lost && kind != Kind::other)
      see(activity(trace, state, open));
  }
}

/// Of several flows: by a row of the one in front. Where all share the object at its end, what is
/// there of the flow tells; of references, which nothing tells apart there, whether it has begun.
bool is_taken(const trace::Trace& trace, const Route& route, const StageState& state) {
  const bool is_over =
      route.first < state.cursor.begun && trace[route.first].end <= state.cursor.time;
  const trace::FlowId front = state.scene.front;
  if (!is_over || !state.has_several_flows) return is_over;
  const trace::ObjectId into = trace.tables().object_at(front, route.target);
  if (into == trace::no_object) return false;
  trace::SpanId row = trace.latest_into(into, set_of(route.kind), state.cursor.begun);
  if (row != trace::no_span && trace[row].end > state.cursor.time)
    row = trace.latest_into(into, set_of(route.kind), row);
  if (row == trace::no_span) return false;
  if (trace[row].flow == front) return true;
  return trace::is_copy(route.kind) ? trace.held(into, front, state.cursor) > 0
                                    : trace.next_of_flow(front, 0) < state.cursor.begun;
}

void read_processors(const trace::Trace& trace, StageState& state) {
  const bool is_alone =
      std::ranges::count(state.scene.parts, PartKind::processor, &Part::kind) == 1;
  const bool in_user = state.begun && !state.in_call;
  std::vector<CpuService> services;
  if (state.has_several_flows) services = cpu_services(trace, state.cursor);
  const trace::TaskId front = state.scene.front < trace.tables().flows.size()
                                  ? trace.tables().flows[state.scene.front].task
                                  : trace::no_task;
  state.mode = state.in_call ? CpuMode::idle : CpuMode::user;
  for (std::size_t i = 0; i < state.parts.size(); ++i) {
    PartState& cpu = state.parts[i];
    const Part& part = state.scene.parts[i];
    if (part.kind != PartKind::processor) continue;
    if (cpu.work) cpu.mode = mode_in(*cpu.work);
    // One that has the process to itself runs it between its rows.
    if (!cpu.work && is_alone && in_user) cpu.mode = CpuMode::user;
    if (!part.lanes.empty()) cpu.task = trace.task_on(part.lanes.front(), state.cursor);
    if (cpu.task == trace::no_task && cpu.work) cpu.task = cpu.work->span.task;
    for (const CpuService& service : services)
      if (std::ranges::find(part.lanes, service.lane) != part.lanes.end()) cpu.flow = service.flow;
    if (cpu.work && (is_alone || (front != trace::no_task && cpu.task == front)))
      state.mode = cpu.mode;
  }
}

} // namespace

const BufferState* StageState::find(Buffer buffer) const {
  const Part* const part = scene.at(buffer);
  if (!part) return nullptr;
  const std::optional<BufferState>& holds =
      parts[static_cast<std::size_t>(part - scene.parts.data())].holds;
  return holds ? &*holds : nullptr;
}

const PartState* StageState::find(std::string_view id) const {
  const Part* const part = scene.find(id);
  return part ? &parts[static_cast<std::size_t>(part - scene.parts.data())] : nullptr;
}

// Where the file lies is known though nobody reads it there.
bool StageState::is_unseen(const Part& part) const {
  const bool is_known = !part.lanes.empty() || part.kind == PartKind::process ||
                        (part.place == Buffer::disk && part.holds());
  return source == trace::Source::real && !is_known &&
         std::ranges::none_of(routes, [&](const Route& route) {
           return part.place != Buffer::none &&
                  (route.source == part.place || route.target == part.place);
         });
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
  for (PartState& part : state.parts) {
    part.work.reset();
    part.mode = CpuMode::idle;
    part.task = trace::no_task;
    part.flow = trace::no_flow;
  }
}

StageState stage_state(const trace::Trace& trace, const std::vector<Route>& routes,
                       trace::Cursor cursor, trace::FlowId front) {
  StageState state;
  state.cursor = cursor;
  state.steps = trace.steps();
  state.step = trace.step_number(cursor);
  state.now = trace.ledger(cursor);
  state.in_the_end = trace.final_ledger();
  state.scene = scene_of(trace, front);
  state.has_several_flows = trace.tables().flows.size() > 1;
  state.routes = routes;
  state.source = trace.header().source;
  if (state.source == trace::Source::real) {
    state.observed = analysis::result_of(trace);
    state.evidence = analysis::evidence_in(trace.header());
  }
  state.duration = analysis::duration_of(trace);
  state.begun = cursor.begun > 0;
  state.ended = cursor.begun == trace.size() && cursor.time >= trace.end();

  const trace::SpanId row = state.step > 0 ? trace.step(state.step) : trace::no_span;
  if (row != trace::no_span) state.current = activity(trace, state, row);
  state.interrupt_by_disk = state.current && trace.name(state.current->span) == "disk";
  for (const trace::SpanId open : trace.open_spans(cursor))
    if (open != row && trace::is_step(trace[open].kind))
      state.beside.push_back(activity(trace, state, open));
  for (const Route& route : state.routes)
    state.taken.push_back(is_taken(trace, route, state));

  state.parts.resize(state.scene.parts.size());
  for (std::size_t i = 0; i < state.parts.size(); ++i) {
    const Part& part = state.scene.parts[i];
    if (part.object == trace::no_object) continue;
    state.parts[i].holds = buffer_state(trace, part, state);
    BufferState& holds = *state.parts[i].holds;
    holds.referred = referred_in(trace, part, state);
    // What the receiver has, the socket has let go of.
    if (part.kind == PartKind::queue && holds.refers_only)
      holds.referred = std::min(holds.referred, holds.held);
  }
  if (state.has_several_flows)
    read_own_call(trace, state);
  else
    read_call(trace, state);
  read_sleep(trace, state);
  read_work(trace, state);
  read_processors(trace, state);
  return state;
}

} // namespace copyscope::figure
