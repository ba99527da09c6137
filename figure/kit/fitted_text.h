// Text that somebody else has written, in a box that does not grow: in the largest type that fits,
// and where even the smallest does not, with an ellipsis.
#pragma once

#include "figure/kit/picture.h"

#include <string_view>

namespace copyscope::figure {

/// Sets a paragraph from the box's top on, in `font` or down to `smallest` units. Returns the
/// height that it took.
float fitted_paragraph(Picture& picture, Box box, std::string_view text, Font font, float smallest,
                       Color color);

} // namespace copyscope::figure
