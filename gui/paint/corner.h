// Round corners of boxes, as grey squares.
#pragma once

#include <cstdint>
#include <vector>

namespace copyscope::gui {

/// Coverage of the top left corner, `size` × `size` pixels, smooth at its edges: of a disc of that
/// radius, or, where `width` is not 0, of a ring that wide whose outer edge it is.
std::vector<std::uint8_t> corner_of_box(float radius, float width, int size);

} // namespace copyscope::gui
