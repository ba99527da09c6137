#include "figure/timeline/lane_groups.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

using trace::LaneId;
using trace::LaneKind;

constexpr std::size_t many_lanes = 8; // more are folded at first

/// Lanes of one part have the same.
std::int64_t key_of(const trace::Lane& lane) {
  const bool is_of_card = lane.kind == LaneKind::dma && lane.device == LaneKind::nic;
  return -1 - (2 * static_cast<std::int64_t>(lane.kind) + (is_of_card ? 1 : 0));
}

std::vector<LaneGroup> groups_by_part(const trace::Trace& trace) {
  std::vector<LaneGroup> groups;
  for (const LaneId lane : lanes_in_order(trace)) {
    const std::int64_t key = key_of(trace.lanes()[lane]);
    if (groups.empty() || groups.back().key != key) groups.push_back({key, trace::no_flow, {}});
    groups.back().lines.push_back({{lane}, trace::no_flow});
  }
  return groups;
}

/// The calls of its task, then what each part may do for it: all CPUs in one line, as it moves from
/// one to another.
std::vector<LaneGroup> groups_by_flow(const trace::Trace& trace) {
  std::vector<LaneGroup> parts = groups_by_part(trace);
  std::map<trace::TaskId, std::vector<LaneId>> calls;
  std::vector<LaneLine> shared;
  for (const LaneGroup& part : parts) {
    std::vector<LaneId> lanes;
    for (const LaneLine& line : part.lines) {
      const LaneId lane = line.lanes.front();
      if (trace.lanes()[lane].kind == LaneKind::task)
        calls[trace.lanes()[lane].task].push_back(lane);
      else
        lanes.push_back(lane);
    }
    if (!lanes.empty()) shared.push_back({std::move(lanes), trace::no_flow});
  }
  std::vector<LaneGroup> groups;
  const std::vector<trace::Flow>& flows = trace.tables().flows;
  for (trace::FlowId flow = 0; flow < flows.size(); ++flow) {
    LaneGroup group{std::int64_t{flow}, flow, {}};
    if (const auto own = calls.find(flows[flow].task); own != calls.end())
      group.lines.push_back({own->second, flow});
    for (const LaneLine& line : shared)
      group.lines.push_back({line.lanes, flow});
    if (!group.lines.empty()) groups.push_back(std::move(group));
  }
  return groups;
}

} // namespace

std::vector<LaneGroup> lane_groups(const trace::Trace& trace, bool by_flow) {
  return by_flow ? groups_by_flow(trace) : groups_by_part(trace);
}

bool is_folded(const LaneGroup& group, const LaneArrangement& arrangement) {
  if (!group.has_head()) return false;
  if (const auto said = arrangement.folded.find(group.key); said != arrangement.folded.end())
    return said->second;
  return group.flow == trace::no_flow ? group.lines.size() > many_lanes
                                      : group.flow != arrangement.front;
}

std::vector<ShownLine> shown_lines(const std::vector<LaneGroup>& groups,
                                   const LaneArrangement& arrangement) {
  std::vector<ShownLine> lines;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].has_head()) lines.push_back({i, 0, true});
    if (is_folded(groups[i], arrangement)) continue;
    for (std::size_t line = 0; line < groups[i].lines.size(); ++line)
      lines.push_back({i, line, false});
  }
  return lines;
}

} // namespace copyscope::figure
