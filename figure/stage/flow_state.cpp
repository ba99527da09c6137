#include "figure/stage/flow_state.h"

#include "figure/kit/characters.h"
#include "figure/words/wording.h"
#include "sim/units/people.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

using trace::Buffer;
using trace::FlowId;
using trace::Kind;

/// What says where a task is, and not what a CPU does.
constexpr trace::KindSet no_work =
    set_of(Kind::syscall) | set_of(Kind::wait) | set_of(Kind::lost) | set_of(Kind::other);

constexpr trace::KindSet bringing = set_of(Kind::cpu_copy) | set_of(Kind::dma_copy) |
                                    set_of(Kind::pio_copy) | set_of(Kind::receive);

/// Half of a crossing is in one mode, half in the other.
CpuMode mode_of_row(const trace::Span& row, Time now) {
  if (row.kind == Kind::user) return CpuMode::user;
  if (row.kind != Kind::mode_switch) return CpuMode::kernel;
  const bool enters = row.name == trace::WellKnown::to_kernel;
  const bool is_past_half = row.end != trace::Span::open && now - row.begin >= row.end - now;
  return is_past_half == enters ? CpuMode::kernel : CpuMode::user;
}

/// The flow that a task works for between its rows: that of its call, or its only one.
FlowId flow_of_task(const trace::Trace& trace, trace::TaskId task, trace::Cursor cursor) {
  const trace::CallId call = trace.doing(task, cursor).call;
  if (call != 0 && trace.call(call).flow != trace::no_flow) return trace.call(call).flow;
  const std::vector<trace::Flow>& flows = trace.tables().flows;
  if (std::ranges::count(flows, task, &trace::Flow::task) != 1) return trace::no_flow;
  return static_cast<FlowId>(std::ranges::find(flows, task, &trace::Flow::task) - flows.begin());
}

CpuService service_of(const trace::Trace& trace, trace::LaneId lane, trace::SpanId innermost,
                      trace::Cursor cursor) {
  CpuService service;
  service.lane = lane;
  service.number = trace.lanes()[lane].index;
  if (innermost != trace::no_span) {
    service.mode = mode_of_row(trace[innermost], cursor.time);
    service.flow = trace[innermost].flow;
  } else if (const trace::TaskId task = trace.task_on(lane, cursor); task != trace::no_task) {
    service.mode = trace.doing(task, cursor).call != 0 ? CpuMode::kernel : CpuMode::user;
    service.flow = flow_of_task(trace, task, cursor);
  }
  return service;
}

/// What a task does for one of its flows; it may have several.
void read_doing(const trace::Trace& trace, trace::Cursor cursor, FlowState& state) {
  const trace::TaskId task = trace.tables().flows[state.flow].task;
  const trace::Doing doing = task == trace::no_task ? trace::Doing() : trace.doing(task, cursor);
  const bool is_own = doing.call != 0 && trace.call(doing.call).flow == state.flow;
  if (is_own) state.call = trace.tables().names[trace.call(doing.call).name];
  if (!state.cpus.empty())
    state.does = FlowState::Does::runs;
  else if (is_own)
    state.does = doing.wait != trace::no_span ? FlowState::Does::waits : FlowState::Does::in_call;
  else if (trace.next_of_flow(state.flow, 0) >= cursor.begun)
    state.does = FlowState::Does::nothing_yet;
  else
    state.does = cursor.time >= end_of_flow(trace, state.flow) ? FlowState::Does::done
                                                               : FlowState::Does::between;
}

std::string doing_text(const FlowState& state, assets::Language language) {
  const auto say = [&](std::string_view key, const assets::Values& values = {}) {
    return filled(fmt::format("flow.does.{}", key), language, values);
  };
  switch (state.does) {
  case FlowState::Does::nothing_yet:
    return say("nothing_yet");
  case FlowState::Does::runs: {
    const CpuService& cpu = state.cpus.front();
    return say(cpu.mode == CpuMode::user ? "runs_user" : "runs_kernel",
               {{"n", fmt::format("{}", cpu.number)}});
  }
  case FlowState::Does::waits:
    return say("waits", {{"call", state.call}});
  case FlowState::Does::in_call:
    return say("in_call", {{"call", state.call}});
  case FlowState::Does::between:
    return say("between");
  case FlowState::Does::done:
    return say("done");
  }
  return {};
}

} // namespace

std::vector<CpuService> cpu_services(const trace::Trace& trace, trace::Cursor cursor) {
  const std::vector<trace::Lane>& lanes = trace.lanes();
  std::vector<trace::SpanId> innermost(lanes.size(), trace::no_span);
  for (const trace::SpanId open : trace.open_spans(cursor)) {
    const trace::Span row = trace[open];
    if ((set_of(row.kind) & no_work) == 0 && row.evidence != trace::Evidence::inferred)
      innermost[row.lane] = open;
  }
  std::vector<CpuService> services;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane)
    if (lanes[lane].kind == trace::LaneKind::cpu)
      services.push_back(
          service_of(trace, static_cast<trace::LaneId>(lane), innermost[lane], cursor));
  std::ranges::stable_sort(services, {}, &CpuService::number);
  return services;
}

trace::ObjectId last_object(const trace::Tables& tables, FlowId flow) {
  for (int place = trace::place_count - 1; place > 0; --place)
    if (const trace::ObjectId object = tables.object_at(flow, static_cast<Buffer>(place));
        object != trace::no_object)
      return object;
  return trace::no_object;
}

/// Rows that are under way where its last row begins may end after that one.
Time end_of_flow(const trace::Trace& trace, FlowId flow) {
  const trace::SpanId last = trace.previous_of_flow(flow, trace.size());
  if (last == trace::no_span) return {};
  const auto end_of = [&](trace::SpanId row) { return std::min(trace[row].end, trace.end()); };
  Time end = end_of(last);
  for (const trace::SpanId row : trace.open_spans(trace.cursor_on(last)))
    if (trace[row].flow == flow) end = std::max(end, end_of(row));
  return end;
}

FlowState flow_state(const trace::Trace& trace, FlowId flow, trace::Cursor cursor,
                     const std::vector<CpuService>& services) {
  FlowState state;
  state.flow = flow;
  state.bytes = trace.tables().flows[flow].bytes.count();
  if (const trace::ObjectId last = last_object(trace.tables(), flow); last != trace::no_object) {
    state.arrived = trace.held(last, flow, cursor);
    if (state.bytes == 0) state.bytes = trace.held(last, flow, {trace.end(), trace.size()});
    if (const trace::SpanId into = trace.latest_into(last, bringing, trace.size());
        into != trace::no_span)
      state.brought_by = trace[into].kind;
  }
  for (const CpuService& service : services)
    if (service.flow == flow) state.cpus.push_back(service);
  read_doing(trace, cursor, state);
  return state;
}

std::string flow_name(FlowId flow, assets::Language language) {
  return filled("flow.name", language, {{"n", grouped(static_cast<std::int64_t>(flow) + 1)}});
}

std::string flow_name_in_full(const trace::Trace& trace, FlowId flow, assets::Language language) {
  const trace::Tables& tables = trace.tables();
  std::string own;
  const auto add = [&](const std::string& name) {
    if (!name.empty()) own += (own.empty() ? "" : ", ") + on_one_line(name);
  };
  if (const trace::TaskId task = tables.flows[flow].task; task < tables.tasks.size())
    add(tables.tasks[task].name);
  if (const trace::ObjectId socket = tables.object_at(flow, Buffer::socket_buffer);
      socket != trace::no_object)
    add(tables.objects[socket].name);
  const std::string name = flow_name(flow, language);
  return own.empty() ? name : filled("flow.name_in_full", language, {{"name", name}, {"own", own}});
}

std::string flow_hint(const trace::Trace& trace, const FlowState& state,
                      assets::Language language) {
  assets::Values values = {{"name", flow_name_in_full(trace, state.flow, language)},
                           {"does", doing_text(state, language)},
                           {"done", brief(Bytes(state.arrived), Bytes(state.bytes))},
                           {"all", brief(Bytes(state.bytes))}};
  return filled(state.bytes > 0 ? "flow.hint" : "flow.hint_without_bytes", language, values);
}

} // namespace copyscope::figure
