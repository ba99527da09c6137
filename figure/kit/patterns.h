// What patterns and dashes measure, the same on every canvas.
#pragma once

#include "figure/kit/picture.h"

#include <span>

namespace copyscope::figure {

/// In the picture's units. Every period divides `tile`, so that a square of it continues on all
/// sides.
struct PatternSizes {
  static constexpr float tile = 32;
  static constexpr float hatch_period = tile / 3,
                         hatch_width = 2.8F; ///< along x; across the stroke
  static constexpr float dot_period = tile / 5, dot_radius = 1.4F;
  static constexpr float cross_period = tile / 4, cross_width = 1.4F, cross_reach = 3.4F;
};

/// A stroke of some length (0: a dot), then nothing for some length; in widths of the line.
struct DashMark {
  float stroke, space;
};
/// The marks that a dash repeats; none for Dash::none.
std::span<const DashMark> marks_of(Dash dash);

/// What widths of the line count as for marks: hairlines need marks longer than they are wide.
constexpr float dash_unit(float width) {
  return width < 1.5F ? 1.5F : width;
}

} // namespace copyscope::figure
