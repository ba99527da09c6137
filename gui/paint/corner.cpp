#include "gui/paint/corner.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

std::vector<std::uint8_t> corner_of_box(float radius, float width, int size) {
  std::vector<std::uint8_t> corner;
  corner.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      const float dx = radius - static_cast<float>(column) - 0.5F;
      const float dy = radius - static_cast<float>(row) - 0.5F;
      const float from_center = std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F));
      float coverage = std::clamp(radius - from_center + 0.5F, 0.0F, 1.0F);
      if (width > 0)
        coverage = std::min(coverage, std::clamp(from_center - radius + width + 0.5F, 0.0F, 1.0F));
      corner.push_back(static_cast<std::uint8_t>(coverage * 255 + 0.5F));
    }
  }
  return corner;
}

} // namespace copyscope::gui
