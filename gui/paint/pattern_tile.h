// The patterns that tell the roles apart, as grey squares that continue on all sides.
#pragma once

#include "figure/kit/patterns.h"

#include <cstdint>
#include <vector>

namespace copyscope::gui {

/// In the picture's units; the same as on paper.
constexpr float pattern_tile_size = figure::PatternSizes::tile;

/// Coverage of the ink, `size` × `size` pixels, smooth at its edges.
std::vector<std::uint8_t> pattern_tile(figure::Pattern pattern, int size);

} // namespace copyscope::gui
