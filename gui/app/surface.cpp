#include "gui/app/surface.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr float designed_wide = 1280, designed_high = 800;
constexpr float least_scale = 0.88F; ///< of the type: smaller is not read with ease

} // namespace

Surface surface_for(int pixels_wide, int pixels_high, float content_scale, float type_size) {
  const auto wide = static_cast<float>(std::max(1, pixels_wide));
  const auto high = static_cast<float>(std::max(1, pixels_high));
  const float fits_design = std::min(wide / designed_wide, high / designed_high);
  const float wished = std::max(fits_design, least_scale * content_scale) * type_size;
  const float scale = std::min({wished, wide / least_wide, high / least_high});
  return {scale, {0, 0, wide / scale, high / scale}};
}

} // namespace copyscope::gui
