#include "gui/paint/pattern_tile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace copyscope::gui {

namespace {

/// How far x is from the middle of its period.
float from_middle(float x, float period) {
  return std::abs(x - std::floor(x / period) * period - period / 2);
}

/// Signed distance to the ink in units of the tile, negative inside it.
float distance_to_ink(figure::Pattern pattern, float x, float y) {
  using Sizes = figure::PatternSizes;
  constexpr float root = std::numbers::sqrt2_v<float>;
  switch (pattern) {
  case figure::Pattern::hatch:
    return from_middle(x + y, Sizes::hatch_period) / root - Sizes::hatch_width / 2;
  case figure::Pattern::dots:
    return std::hypot(from_middle(x, Sizes::dot_period), from_middle(y, Sizes::dot_period)) -
           Sizes::dot_radius;
  case figure::Pattern::crosses: {
    // Diagonal strokes that end before they meet the next cross.
    const float dx = from_middle(x, Sizes::cross_period), dy = from_middle(y, Sizes::cross_period);
    return std::max(std::abs(dx - dy) / root - Sizes::cross_width / 2,
                    (dx + dy) / root - Sizes::cross_reach);
  }
  case figure::Pattern::solid:
    break;
  }
  return -1;
}

} // namespace

std::vector<std::uint8_t> pattern_tile(figure::Pattern pattern, int size) {
  const float scale = static_cast<float>(size) / pattern_tile_size;
  std::vector<std::uint8_t> tile;
  tile.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      const float distance = distance_to_ink(pattern, (static_cast<float>(column) + 0.5F) / scale,
                                             (static_cast<float>(row) + 0.5F) / scale);
      const float coverage = std::clamp(0.5F - distance * scale, 0.0F, 1.0F);
      tile.push_back(static_cast<std::uint8_t>(coverage * 255 + 0.5F));
    }
  }
  return tile;
}

} // namespace copyscope::gui
