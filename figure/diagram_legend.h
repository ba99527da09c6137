// What stands below a timing diagram: the copies by their numbers, and what colours, patterns and
// signs mean.
#pragma once

#include "figure/routes.h"
#include "figure/theme.h"
#include "figure/timeline_layout.h"

#include <vector>

namespace copyscope::figure {

/// What of a legend a drawing needs, gathered from its lanes.
struct LegendNeeds {
  trace::KindSet kinds = 0; ///< of rows that are drawn
  bool user = false, idle = false, calls = false;
  std::uint32_t folded_rows = 0, folded_bars = 0;

  void add(const trace::Trace& trace, const std::vector<TimelineLane>& lanes);
};

/// The copies of a run, "① DMA copy, disk → page cache: 16 × 64 KiB" and so on, wrapped. Returns
/// the height that they took from `top` on.
float draw_copies(Picture& picture, const trace::Trace& trace, const std::vector<Route>& routes,
                  Box top, const Style& style);

/// Swatches with their names, wrapped; the same.
float draw_legend(Picture& picture, const LegendNeeds& needs, Box top, const Style& style);

} // namespace copyscope::figure
