// The marks by which the lines of a crossover are told apart without colour: a shape, filled or
// not, and a dash.
#pragma once

#include "figure/kit/picture.h"

#include <cstddef>

namespace copyscope::figure {

/// The first four have shapes of their own, those after them are not filled.
struct CurveMark {
  enum class Shape : unsigned char { disc, square, triangle, diamond };
  Shape shape = Shape::disc;
  bool filled = true;
  Dash dash = Dash::none;
};

/// Of the nth method of a measurement.
CurveMark curve_mark(std::size_t nth);
void draw_curve_mark(Picture& picture, Point at, const CurveMark& mark, Color color, Color ground);

} // namespace copyscope::figure
