// The timeline: lanes with bars over an axis of time, the cursor, and marks to measure with. What
// was is filled, what is to come outlined, what is under way lit.
//
//   const TimelineLayout layout = lay_out_timeline(story, range, box); // for each range and box
//   Picture picture = draw_timeline(layout, state, style);             // for each frame
//   layout.scale.cursor_at(layout.scale.place_of(mouse.x))             // where the pointer is
//
// Regions: {"told", 0, "lane.KIND"} of names, {"fold", KEY} of the heads of groups; {"row", ROW,
// ""} of bars, over {"timeline"} of the lanes; {"scrubber"} of the axis, and {"playhead"} of the
// cursor over both. Wide bars have a hint, narrow ones once they are hovered.
#pragma once

#include "figure/kit/theme.h"
#include "figure/story/routes.h"
#include "figure/timeline/lane_groups.h"
#include "figure/timeline/timeline_layout.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

struct TimelineLayout {
  TimelineScale scale;
  std::vector<TimelineLane> lanes;
  Box box;
  Box names;             ///< left of the lanes
  Box plot;              ///< all lanes
  Box axis;              ///< below them
  std::vector<Box> rows; ///< of each lane, as wide as the plot
  // Of groups, which may have more lines than there is room for.
  std::size_t lines = 0, first = 0; ///< in all, and the topmost of those that are laid out
};

/// Wide enough for the names of lanes; what is left of a timeline's plot.
constexpr float timeline_names_width = 88;
/// The height at which lanes are as high as they should be. Less makes them lower; low ones have
/// just room for a line of text.
float timeline_height(std::size_t lanes, bool has_axis = true, bool is_low = false);

/// Which parts of a timeline are drawn.
struct TimelineParts {
  const std::vector<trace::LaneId>* lanes = nullptr; ///< these, in this order; else all
  bool has_axis = true;
  bool joins_devices = false;              ///< those that take turns share a lane
  const LaneArrangement* groups = nullptr; ///< all lanes, in groups that fold
};

/// `box` is at least 300 wide and 60 high. This is the part that looks at the trace.
TimelineLayout lay_out_timeline(const Story& story, const TimelineRange& range, Box box,
                                const TimelineParts& parts = {});

struct TimelineState {
  trace::Cursor cursor;
  double place = 0; ///< of the cursor, in units of the range
  trace::SpanId selected = trace::no_span, hovered = trace::no_span;
  std::vector<Time> marks; ///< at most two
  /// What is selected, in units of the range; nothing where they are equal.
  double range_begin = 0, range_end = 0;
  const std::vector<Route>* routes = nullptr; ///< for the numbers of copies
  bool hides_future = false;                  ///< what has not begun would answer what is asked
  /// On paper: no cursor; copies say their sizes; the axis says in plain words whether it is to
  /// scale; the bars of rows are groups {"row", ROW, run}.
  bool is_printed = false;
  std::string_view run; ///< which, where a drawing has several
};

Picture draw_timeline(const TimelineLayout& layout, const TimelineState& state, const Style& style);

/// One case of a comparison: all its lanes in one row, without the calls.
struct TimelineCase {
  const Story* story = nullptr;
  int number = 0;   ///< as the case picker counts, from 1
  std::string name; ///< "real", where several have the same number
  /// Where it stands by itself, where the cases are not at a common time.
  std::optional<Time> own;
  trace::FlowId flow = trace::no_flow; ///< of the run this one alone; else all of it
};
/// Cases under one axis of true time, `range` of the longest of them. `now` is the common time, or
/// the one whose plate stands on the axis.
/// Regions: {"timeline", 0, "race"}, {"scrubber"} and {"playhead"} likewise, and {"show_case",
/// NUMBER − 1} of the numbers, of flows {"flow", NUMBER − 1}.
Picture draw_case_timelines(const std::vector<TimelineCase>& cases, const TimelineRange& range,
                            Time now, Box box, const Style& style);
/// The scale that draw_case_timelines uses, of the case that takes longest.
TimelineScale case_scale(const std::vector<TimelineCase>& cases, const TimelineRange& range,
                         Box box);

} // namespace copyscope::figure
