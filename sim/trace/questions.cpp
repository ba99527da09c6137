// The trace's answers about single rows: who, for whom, because of what, and what came of it.
#include "sim/trace/index.h"
#include "sim/trace/trace.h"

namespace copyscope::trace {

// A ledger tells the first few names apart. Where there are more, the table of calls is counted:
// its calls are in the order in which they were made.
std::vector<std::pair<std::string, std::int64_t>> Trace::calls_by_name(const Ledger& ledger) const {
  auto named = trace::calls_by_name(ledger, tables_.names);
  std::int64_t told = 0;
  for (const auto& [name, made] : named)
    told += made;
  if (told == ledger.syscalls) return named;
  std::vector<std::int64_t> made(tables_.names.size());
  std::vector<StringId> order;
  std::int64_t left = ledger.syscalls;
  for (std::uint32_t i = 0; i < tables_.calls.size() && left > 0; ++i, --left) {
    const StringId name = tables_.calls[i].name;
    if (made[name]++ == 0) order.push_back(name);
  }
  named.clear();
  for (const StringId name : order)
    named.emplace_back(tables_.names[name], made[name]);
  return named;
}

const std::vector<Way>& Trace::ways() const {
  return index_->ways();
}

Actor Trace::actor(const Span& span) const {
  const Lane& where = lane(span);
  switch (where.kind) {
  case LaneKind::disk:
    return Actor::disk;
  case LaneKind::dma:
    return where.device == LaneKind::disk ? Actor::disk_dma : Actor::nic_dma;
  case LaneKind::nic:
    return Actor::nic;
  case LaneKind::wire:
    return Actor::wire;
  case LaneKind::memory_bus:
    return Actor::memory_bus;
  case LaneKind::receiver:
    return Actor::receiver;
  default:
    return Actor::cpu;
  }
}

std::vector<SpanId> Trace::effects(SpanId row, SpanId from, std::size_t most) const {
  std::vector<SpanId> rows;
  index_->by_cause().list(spans_, row, from, size(), most, rows);
  return rows;
}

SpanId Trace::next_in_lane(LaneId lane, SpanId from) const {
  const std::uint32_t at = lane_rows_before(lane, from);
  return at < lane_size(lane) ? lane_span(lane, at) : no_span;
}

SpanId Trace::previous_in_lane(LaneId lane, SpanId before) const {
  const std::uint32_t at = lane_rows_before(lane, before);
  return at > 0 ? lane_span(lane, at - 1) : no_span;
}

SpanId Trace::next_of_flow(FlowId flow, SpanId from, Wanted wanted) const {
  return index_->by_flow().next(spans_, flow, from, wanted);
}
SpanId Trace::previous_of_flow(FlowId flow, SpanId before, Wanted wanted) const {
  return index_->by_flow().previous(spans_, flow, before, wanted);
}
SpanId Trace::next_of_task(TaskId task, SpanId from, Wanted wanted) const {
  return index_->by_task().next(spans_, task, from, wanted);
}
SpanId Trace::previous_of_task(TaskId task, SpanId before, Wanted wanted) const {
  return index_->by_task().previous(spans_, task, before, wanted);
}
SpanId Trace::next_of_call(CallId call, SpanId from, Wanted wanted) const {
  return index_->by_call().next(spans_, call, from, wanted);
}
SpanId Trace::previous_of_call(CallId call, SpanId before, Wanted wanted) const {
  return index_->by_call().previous(spans_, call, before, wanted);
}

SpanId Trace::next_labelled(StringId label, SpanId from) const {
  return index_->next_labelled(spans_, tables_, label, from);
}
SpanId Trace::previous_labelled(StringId label, SpanId before) const {
  return index_->previous_labelled(spans_, tables_, label, before);
}

} // namespace copyscope::trace
