// What a timeline shows at a zoom: lanes, and on each the bars. Rows too narrow to be drawn apart
// are folded into one bar with their neighbours, never dropped. Prepared without looking at more
// rows than there are pixels, whatever the size of the run.
#pragma once

#include "figure/timeline/timeline_scale.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace copyscope::figure {

/// Of the time that passes, how much goes into each kind: above 0, together at most 1; in the order
/// in which they are stacked.
using TimeShares = std::vector<std::pair<trace::Kind, float>>;

/// A few pixels of a folded bar.
struct TimelineColumn {
  float begin = 0, end = 0; ///< x
  TimeShares shares;

  friend bool operator==(const TimelineColumn&, const TimelineColumn&) = default;
};

/// Something on a lane.
struct TimelineBar {
  enum class What : unsigned char {
    row,    ///< one row
    folded, ///< `count` rows that are too narrow; `row` is the longest of them
    user,   ///< the program's time in user mode, as story time shows it
    idle,   ///< a CPU without anything to do
  };
  What what = What::row;
  float begin = 0, end = 0; ///< x; cut off a little outside the scale
  trace::SpanId row = trace::no_span;
  std::uint32_t count = 1;
  TimeShares shares;                   ///< of what is folded, over all of the bar
  std::vector<TimelineColumn> columns; ///< and side by side from begin to end
  /// x from which on others lie over it, of a row whose place in time is not known: they all span
  /// their call. Its text keeps before it.
  float covered_from = 1e9F;

  float width() const { return end - begin; }
  friend bool operator==(const TimelineBar&, const TimelineBar&) = default;
};

struct TimelineLane {
  enum class Role : unsigned char { calls, cpu, device };
  trace::LaneId lane = 0;
  Role role = Role::device;
  std::vector<TimelineBar> bars; ///< in order of begin; where they overlap, later ones lie on top
  std::vector<trace::LaneId> joined; ///< other lanes whose bars are here too

  /// The line of a whole group (lane_groups.h): its one bar is folded, and no row is its own.
  struct Head {
    std::int64_t key = 0;
    std::size_t lines = 0; ///< of the group
    bool is_folded = false;
  };
  std::optional<Head> head;
  trace::FlowId flow = trace::no_flow; ///< whose rows alone are here; no_flow: all of the lane
  bool is_in_group = false;            ///< below a head
};

/// Rows narrower than this are folded.
constexpr float narrowest_bar = 3;

/// The bars of one lane.
TimelineLane lay_out_lane(const TimelineScale& scale, trace::LaneId lane);

/// The lanes that have rows, from the program down to the devices.
std::vector<trace::LaneId> lanes_in_order(const trace::Trace& trace);

/// Lanes with their bars: all, or those that are asked for.
std::vector<TimelineLane> lay_out_lanes(const TimelineScale& scale);
std::vector<TimelineLane> lay_out_lanes(const TimelineScale& scale,
                                        const std::vector<trace::LaneId>& which);

/// Disk and DMA engines that take turns, so that no bar lies over another's, share a lane: for
/// where height is dear.
void join_devices(std::vector<TimelineLane>& lanes, const trace::Trace& trace);

} // namespace copyscope::figure
