#include "sim/trace/joint.h"

#include <algorithm>

namespace copyscope::trace {

namespace {

/// Rows of others that begin on a CPU while a flow's own row is under way there, in order of begin.
std::vector<SpanId> others_within(const Joint::From& from, const RowList& own, FlowId flow) {
  std::vector<SpanId> others;
  std::vector<std::uint32_t> after(from.lanes.size()); // of the lane's rows, the one after the own
  for (std::uint32_t i = 0; i < own.size(); ++i) {
    const Span& outer = from.spans[own[i]];
    if (from.tables.lanes[outer.lane].kind != LaneKind::cpu || !has_time(outer)) continue;
    const RowList& lane = from.lanes[outer.lane].rows();
    std::uint32_t& next = after[outer.lane];
    next = lane.rows_before(own[i], next) + 1;
    for (std::uint32_t at = next; at < lane.size(); ++at) {
      const Span& inner = from.spans[lane[at]];
      if (inner.begin >= outer.end) break;
      if (inner.flow != flow && has_time(inner)) others.push_back(lane[at]);
    }
  }
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end()); // within several
  return others;
}

/// Whether a row's lane is one of those that are meant.
class OnLanes {
public:
  OnLanes(const Tables& tables, const std::vector<LaneId>& lanes) : is_meant_(tables.lanes.size()) {
    for (const LaneId lane : lanes)
      is_meant_[lane] = true;
  }
  bool operator()(const Span& row) const { return is_meant_[row.lane]; }

private:
  std::vector<char> is_meant_;
};

} // namespace

JointItems Joint::items(const From& from, const std::vector<LaneId>& lanes, FlowId flow) {
  JointItems items;
  items.flow = flow;
  const OnLanes is_on_them(from.tables, lanes);
  if (flow == no_flow) {
    for (SpanId id = 0; id < from.spans.size(); ++id)
      if (is_on_them(from.spans[id])) items.own.push_back(id);
  } else {
    std::vector<SpanId> all;
    from.by_flow.list(from.spans, flow, 0, from.spans.size(), no_span, all);
    for (const SpanId id : all)
      if (is_on_them(from.spans[id])) items.own.push_back(id);
    items.others = others_within(from, items.own, flow);
  }
  while (items.own.summarised() < items.own.size())
    items.own.summarise_block(from.spans);
  return items;
}

} // namespace copyscope::trace
