// How bars of a timeline look: filled up to the cursor, outlined beyond, with a text where it fits.
#pragma once

#include "figure/timeline/timeline.h"
#include "figure/timeline/timeline_labels.h"

namespace copyscope::figure {

/// What a bar is drawn with.
struct BarPen {
  Picture& picture;
  const TimelineScale& scale;
  const TimelineState& state;
  const Style& style;
};

/// Bars less wide have no sign: no arrow of a mode switch, no spark of an interrupt.
constexpr float narrowest_arrow = 10, narrowest_spark = 11;

/// What is folded, in the lane's box, without a word or an answer to the pointer.
void draw_shares(const BarPen& pen, const TimelineBar& bar, Box row);

/// `row` is the lane's box. `with_text`: says what it is, where that fits, and answers to the
/// pointer.
void draw_bar(const BarPen& pen, const TimelineBar& bar, TimelineLane::Role role, Box row,
              bool with_text);

} // namespace copyscope::figure
