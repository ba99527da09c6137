#include "figure/kit/patterns.h"

namespace copyscope::figure {

std::span<const DashMark> marks_of(Dash dash) {
  static constexpr DashMark dashed[] = {{3, 2.4F}};
  static constexpr DashMark dotted[] = {{0, 2.2F}};
  static constexpr DashMark dash_dot[] = {{3.6F, 2.2F}, {0, 2.2F}};
  switch (dash) {
  case Dash::none:
    return {};
  case Dash::dashed:
    return dashed;
  case Dash::dotted:
    return dotted;
  case Dash::dash_dot:
    return dash_dot;
  }
  return {};
}

} // namespace copyscope::figure
