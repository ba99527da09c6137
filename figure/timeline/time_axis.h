// The axis of a timeline: where its ticks are and what they say. As many as fit side by side; the
// unit suits what is shown and is written once.
#pragma once

#include "figure/kit/text_style.h"
#include "figure/timeline/timeline_scale.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

struct TimeTick {
  float x = 0;
  std::string text;          ///< empty: there is no room for it
  float left = 0, width = 0; ///< of the text
};

/// True time: at multiples of 1, 2 or 5. Story time: where steps begin, as many as fit. The last
/// text bears the unit. Texts keep within `left` … `right`.
std::vector<TimeTick> ticks_of(const TimelineScale& scale, Font font, const Measure& measure,
                               float left, float right);

/// A moment as the cursor's plate shows it: "135.82 µs", precise enough for the zoom.
std::string moment_text(const TimelineScale& scale, Time time);

} // namespace copyscope::figure
