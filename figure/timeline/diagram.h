// The timing diagram as a figure of its own, for paper: title, what the run costs, the lanes of one
// or several runs over an axis of time, every copy by its number, the legend and the source.
//
// Several runs are to fit a column of a paper: their lanes are low, those of the calls are left out
// and devices that take turns share one, unless lanes are asked for; a copy has the same number in
// all of them, and one legend below tells them.
//
// The bars of rows are groups {"row", ROW, the run's id}; what is folded counts its rows.
#pragma once

#include "figure/kit/theme.h"
#include "figure/story/story.h"
#include "figure/timeline/timeline_scale.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// One run; the story has to outlive the drawing.
struct DiagramRun {
  const Story* story = nullptr;
  std::string id, title; ///< of the case
};

struct DiagramPlan {
  std::string title, source;    ///< one line each; what is too long is shortened
  std::vector<DiagramRun> runs; ///< at least one
  bool in_story = true;         ///< story time: the runs share its scale, and each has its own axis
  Time from, to = Time::max();
  std::vector<std::string> lanes; ///< which, as picks_lane() reads them; none: what suits it
  bool is_plain = false; ///< without title, facts of a single run, notes and source: a paper has
                         ///< them in its caption
};

/// What a user types of a lane's name: whether "dma" or "dma.disk" means the lane "dma.disk", "cpu"
/// or "cpu0" the lane "cpu0".
bool picks_lane(std::string_view pick, std::string_view lane);

/// Type is 13 units high, so that a width of 421 units is 8 cm with 7 pt type.
constexpr float diagram_narrowest = 300;

struct Diagram {
  Picture picture;
  float width = 0, height = 0;
  float left = 0, right = 0; ///< x of the ends of the axis
  TimelineRange range;       ///< of the first run, at these ends
};
/// `width` is at least diagram_narrowest.
Diagram draw_diagram(const DiagramPlan& plan, float width, const Style& style);

} // namespace copyscope::figure
