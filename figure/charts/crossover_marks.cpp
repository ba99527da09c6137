#include "figure/charts/crossover_marks.h"

#include <array>

namespace copyscope::figure {

CurveMark curve_mark(std::size_t nth) {
  using Shape = CurveMark::Shape;
  constexpr std::array shapes{Shape::disc, Shape::square, Shape::triangle, Shape::diamond};
  constexpr std::array dashes{Dash::none, Dash::dashed, Dash::dotted, Dash::dash_dot};
  return {shapes[nth % shapes.size()], nth / shapes.size() % 2 == 0, dashes[nth % dashes.size()]};
}

void draw_curve_mark(Picture& picture, Point at, const CurveMark& mark, Color color, Color ground) {
  constexpr float radius = 4.5F;
  const Color inside = mark.filled ? color : ground;
  const Stroke edge{color, 1.8F};
  if (mark.shape == CurveMark::Shape::disc) return picture.disc(at, radius, inside, edge);
  std::vector<Point> corners;
  if (mark.shape == CurveMark::Shape::square)
    corners = {
        {at.x - 4, at.y - 4}, {at.x + 4, at.y - 4}, {at.x + 4, at.y + 4}, {at.x - 4, at.y + 4}};
  if (mark.shape == CurveMark::Shape::triangle)
    corners = {{at.x, at.y - 5}, {at.x + 5, at.y + 4}, {at.x - 5, at.y + 4}};
  if (mark.shape == CurveMark::Shape::diamond)
    corners = {{at.x, at.y - 5.5F}, {at.x + 5.5F, at.y}, {at.x, at.y + 5.5F}, {at.x - 5.5F, at.y}};
  picture.polygon(corners, inside);
  corners.push_back(corners.front());
  picture.line(corners, edge);
}

} // namespace copyscope::figure
