// Flows of one run that race instead of cases.
#include "figure/pages/race.h"

namespace copyscope::figure {

namespace {

/// What a part that all flows share holds of this one. A page cache is there for all: it stays as
/// it is.
void show_own_bytes(const trace::Trace& trace, const FlowState& flow, StageState& state) {
  const trace::ObjectId last = last_object(trace.tables(), flow.flow);
  for (std::size_t i = 0; i < state.parts.size(); ++i) {
    const trace::ObjectId object = state.scene.parts[i].object;
    if (object == trace::no_object || !state.parts[i].holds) continue;
    const trace::Object& is = trace.tables().objects[object];
    if (is.discipline == trace::Discipline::keeps) continue;
    BufferState& holds = *state.parts[i].holds;
    holds.held = trace.held(object, flow.flow, state.cursor);
    if (object != last) continue;
    holds.first = holds.strip_from = 0;
    holds.capacity = std::max<std::int64_t>(1, flow.bytes);
  }
}

} // namespace

Racer racer_of_flow(const trace::Trace& trace, trace::FlowId flow, Time time, std::string title) {
  Racer racer;
  racer.trace = &trace;
  racer.routes = routes_of(trace);
  const trace::Cursor cursor = trace.cursor_at(std::min(time, trace.end()));
  racer.state = stage_state(trace, racer.routes, cursor, flow);
  racer.flow = flow_state(trace, flow, cursor, cpu_services(trace, cursor));
  racer.state.now = trace.flow_ledger(flow, cursor);
  racer.state.in_the_end = trace.flow_ledger(flow, {trace.end(), trace.size()});
  racer.state.duration = end_of_flow(trace, flow);
  racer.state.observed.reset(); // that is of the whole run
  racer.state.ended = cursor.time >= racer.state.duration;
  show_own_bytes(trace, *racer.flow, racer.state);
  racer.title = std::move(title);
  racer.number = static_cast<int>(flow) + 1;
  return racer;
}

} // namespace copyscope::figure
