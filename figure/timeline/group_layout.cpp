// The bars of grouped lanes: of a flow's line, and of the head of a group.
#include "figure/timeline/lane_groups.h"
#include "figure/timeline/line_rows.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::LaneId;
using trace::LaneKind;

bool is_of_calls(const trace::Trace& trace, const LaneLine& line) {
  return trace.lanes()[line.lanes.front()].kind == LaneKind::task;
}

TimelineLane::Role role_of_line(const trace::Trace& trace, const LaneLine& line) {
  const LaneKind kind = trace.lanes()[line.lanes.front()].kind;
  return kind == LaneKind::task  ? TimelineLane::Role::calls
         : kind == LaneKind::cpu ? TimelineLane::Role::cpu
                                 : TimelineLane::Role::device;
}

/// A group's one bar: from edge to edge, each column with what all of its lines come to.
class HeadLine {
public:
  HeadLine(const TimelineScale& scale, ColumnGrid& grid, const LaneGroup& group, bool folded)
      : trace_(scale.trace()), group_(group),
        edges_(edges_of(scale, grid, scale.left(), scale.right())) {
    result_.lane = group.lines.front().lanes.front();
    result_.flow = group.flow;
    result_.role = role_of_line(trace_, group.lines.front());
    result_.head = TimelineLane::Head{group.key, group.lines.size(), folded};
  }

  TimelineLane of_part() {
    std::vector<LaneId> lanes;
    for (const LaneLine& line : group_.lines)
      lanes.push_back(line.lanes.front());
    return made(trace_.joint(lanes).busy(edges_.at, true), lanes.size());
  }

  /// Its calls are no work of their own.
  TimelineLane of_flow() {
    std::vector<LaneId> lanes;
    std::size_t parts = 0;
    for (const LaneLine& line : group_.lines) {
      if (is_of_calls(trace_, line)) continue;
      lanes.insert(lanes.end(), line.lanes.begin(), line.lanes.end());
      ++parts;
    }
    return made(trace_.joint(lanes, group_.flow).busy(edges_.at, true),
                std::max<std::size_t>(parts, 1));
  }

private:
  TimelineLane made(const std::vector<trace::Busy>& columns, std::size_t lanes) {
    TimelineBar bar;
    bar.what = TimelineBar::What::folded;
    bar.begin = edges_.x.front();
    bar.end = edges_.x.back();
    trace::Busy all;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      append(bar.columns, {edges_.x[i], edges_.x[i + 1], shares_among(columns[i], lanes)});
      add_to(all, columns[i]);
    }
    bar.shares = shares_among(all, lanes);
    result_.bars.push_back(std::move(bar));
    return std::move(result_);
  }

  const trace::Trace& trace_;
  const LaneGroup& group_;
  ColumnEdges edges_;
  TimelineLane result_;
};

} // namespace

std::vector<TimelineLane> lay_out_flow(const TimelineScale& scale, trace::FlowId flow) {
  const std::vector<LaneGroup> groups = lane_groups(scale.trace(), true);
  const auto group = std::ranges::find(groups, flow, &LaneGroup::flow);
  std::vector<TimelineLane> lanes;
  if (group == groups.end()) return lanes;
  ColumnGrid grid(scale);
  for (const LaneLine& line : group->lines)
    lanes.push_back(lay_out_line(scale, grid, LineRows(scale.trace(), line.lanes, line.flow)));
  return lanes;
}

std::vector<TimelineLane> lay_out_groups(const TimelineScale& scale,
                                         const LaneArrangement& arrangement, std::size_t most) {
  const trace::Trace& trace = scale.trace();
  const std::vector<LaneGroup> groups = lane_groups(trace, arrangement.by_flow);
  const std::vector<ShownLine> lines = shown_lines(groups, arrangement);
  ColumnGrid grid(scale);
  std::vector<TimelineLane> lanes;
  const std::size_t first =
      std::min(arrangement.first, lines.size() - std::min(most, lines.size()));
  for (std::size_t i = first; i < lines.size() && lanes.size() < most; ++i) {
    const LaneGroup& group = groups[lines[i].group];
    const bool is_of_part = group.flow == trace::no_flow;
    if (lines[i].is_head) {
      HeadLine head(scale, grid, group, is_folded(group, arrangement));
      lanes.push_back(is_of_part ? head.of_part() : head.of_flow());
      continue;
    }
    const LaneLine& line = group.lines[lines[i].line];
    const LineRows rows =
        is_of_part ? LineRows(trace, line.lanes.front()) : LineRows(trace, line.lanes, line.flow);
    lanes.push_back(lay_out_line(scale, grid, rows));
    lanes.back().is_in_group = group.has_head();
  }
  return lanes;
}

} // namespace copyscope::figure
