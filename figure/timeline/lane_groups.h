// Lanes put together: by part (all CPUs, the calls of all tasks …) or by flow (what each has on the
// lanes of every part). A group folds into one line, its head, which shows the share of the time by
// kind, and unfolds into its lines below it. With one flow there are no groups.
#pragma once

#include "figure/timeline/timeline_layout.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace copyscope::figure {

/// What one line shows: a lane; or of a flow what it has on the lanes of a part.
struct LaneLine {
  std::vector<trace::LaneId> lanes;
  trace::FlowId flow = trace::no_flow; ///< no_flow: all that is on its lane
};

struct LaneGroup {
  std::int64_t key = 0;                ///< of a flow its number, of a part one below 0
  trace::FlowId flow = trace::no_flow; ///< no_flow: a part's
  std::vector<LaneLine> lines;         ///< of a part that has but one lane there is no head

  bool has_head() const { return flow != trace::no_flow || lines.size() > 1; }
};

/// How a reader has arranged them: plain values.
struct LaneArrangement {
  bool by_flow = false;
  std::map<std::int64_t, bool> folded; ///< by key; what is not said is as is_folded() has it
  trace::FlowId front = 0;             ///< of flows, the one that is unfolded at first
  std::size_t first = 0;               ///< of the lines, heads among them, the topmost that is seen
};

/// Groups from the program down to the devices, or flow by flow. O(lanes + flows).
std::vector<LaneGroup> lane_groups(const trace::Trace& trace, bool by_flow);

/// At first: of parts those with many lanes, of flows all but the one in front.
bool is_folded(const LaneGroup& group, const LaneArrangement& arrangement);

/// A line that is seen: a head, or one of the group's lines.
struct ShownLine {
  std::size_t group = 0;
  std::size_t line = 0; ///< of its lines
  bool is_head = false;

  friend bool operator==(const ShownLine&, const ShownLine&) = default;
};
/// All of them from top to bottom.
std::vector<ShownLine> shown_lines(const std::vector<LaneGroup>& groups,
                                   const LaneArrangement& arrangement);

/// The bars of lines, as many as `most` from arrangement.first on.
std::vector<TimelineLane> lay_out_groups(const TimelineScale& scale,
                                         const LaneArrangement& arrangement, std::size_t most);

/// All lines of a flow, as in its group: like lanes, but with its rows alone.
std::vector<TimelineLane> lay_out_flow(const TimelineScale& scale, trace::FlowId flow);

} // namespace copyscope::figure
