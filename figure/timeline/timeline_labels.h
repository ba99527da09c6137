// What a timeline's lanes and bars are called: texts long and short, and the hint of each bar.
#pragma once

#include "figure/story/routes.h"
#include "figure/timeline/timeline_layout.h"
#include "figure/words/wording.h"

#include <string>
#include <vector>

namespace copyscope::figure {

/// What a bar may say: the first that fits is written, or none.
struct BarLabel {
  int number = 0; ///< of the copy, in a ring before the text; 0: none
  std::string text;
};
std::vector<BarLabel> labels_of(const TimelineScale& scale, const TimelineBar& bar,
                                const std::vector<Route>& routes, Language language,
                                bool with_sizes = false);

/// "CPU copy: 64 KiB, page cache → user buffer; at 132.9 µs, takes 6.554 µs".
std::string hint_of(const trace::Trace& trace, const TimelineBar& bar, Language language);

/// "CPU copy 40 %, user mode 12 %": the largest first, few of them.
std::string shares_text(TimeShares shares, Language language);

/// "Calls", "CPU 0", "NIC DMA": short enough for the timeline's left edge.
std::string lane_name(const trace::Trace& trace, trace::LaneId lane, Language language);
/// What texts about lanes of its kind go by: "calls", "cpu", "dma.disk".
std::string_view lane_key(const trace::Lane& lane);
/// What is seen in it; `key`: that of a lane, "devices", "engines".
std::string lane_help(std::string_view key, Language language);

} // namespace copyscope::figure
