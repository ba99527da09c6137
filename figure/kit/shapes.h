// What can be asked of a single shape, for those who take pictures apart.
#pragma once

#include "figure/kit/picture.h"

namespace copyscope::figure {

/// By how many brackets (clips, groups) a shape opens more than it closes: 1, 0, −1.
int nesting(const Shape& shape);
/// What it may paint on; of a clip its box, nothing of what paints nothing.
Box bounds_of(const Shape& shape);
Shape moved(const Shape& shape, Point by);

} // namespace copyscope::figure
