// The marks by which the lines of a crossover are told apart without colour: a shape, filled or
// not, and a dash.
#pragma once

#include "figure/kit/picture.h"

#include <cstddef>

namespace copyscope::figure {

/// In the order of the lines that have the same colour, and a new shape for each colour.
struct CurveMark {
  enum class Shape : unsigned char { disc, square, triangle, diamond };
  Shape shape = Shape::disc;
  bool filled = true;
  Dash dash = Dash::none;
};

/// The nth line that copies, or that hands over references.
CurveMark curve_mark(bool copies, std::size_t nth);
void draw_curve_mark(Picture& picture, Point at, const CurveMark& mark, Color color, Color ground);

} // namespace copyscope::figure
