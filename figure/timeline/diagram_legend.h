// What stands below a timing diagram: what colours, patterns and signs mean, of those that are
// drawn.
#pragma once

#include "figure/kit/theme.h"
#include "figure/timeline/timeline_layout.h"

#include <vector>

namespace copyscope::figure {

/// What of a legend a drawing needs, gathered from its lanes.
struct LegendNeeds {
  trace::KindSet kinds = 0; ///< of rows that are drawn; of interrupts, those that bear no sign
  bool user = false, idle = false, calls = false;
  bool arrows = false, sparks = false; ///< signs of mode switches, of interrupts
  std::uint32_t folded_rows = 0, folded_bars = 0;

  void add(const trace::Trace& trace, const std::vector<TimelineLane>& lanes);

private:
  void add(trace::Kind kind, const TimelineBar& bar);
};

/// Swatches with their names, wrapped, in rows `pitch` apart. Returns the height that they took
/// from `top` on.
float draw_legend(Picture& picture, const LegendNeeds& needs, Box top, float pitch,
                  const Style& style);

} // namespace copyscope::figure
