#include "gui/paint/surface.h"

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
  const float fitted = std::min(
      {std::max(fits_design, least_scale * content_scale), wide / least_wide, high / least_high});
  const float scale = fitted * type_size;
  const figure::Box seen{0, 0, wide / scale, high / scale};
  return {scale, {0, 0, std::max(seen.w, least_wide), std::max(seen.h, least_high)}, seen};
}

Surface seen_at(Surface surface, figure::Point pixels) {
  const auto along = [&](float all, float part, float pixel) {
    return (all - part) * std::clamp(pixel / (part * surface.scale), 0.0F, 1.0F);
  };
  surface.seen.x = along(surface.box.w, surface.seen.w, pixels.x);
  surface.seen.y = along(surface.box.h, surface.seen.h, pixels.y);
  return surface;
}

Surface seen_with(Surface surface, figure::Box box) {
  const auto moved = [](float from, float room, float begin, float end, float all) {
    constexpr float around = 24; // of what is beside it
    const float least = end + around - room, most = begin - around;
    const float there = most < least ? most : std::clamp(from, least, most);
    return std::clamp(there, 0.0F, all - room);
  };
  surface.seen.x = moved(surface.seen.x, surface.seen.w, box.x, box.right(), surface.box.w);
  surface.seen.y = moved(surface.seen.y, surface.seen.h, box.y, box.bottom(), surface.box.h);
  return surface;
}

} // namespace copyscope::gui
