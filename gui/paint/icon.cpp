#include "gui/paint/icon.h"

#include "figure/kit/color.h"
#include "figure/kit/geometry.h"
#include "figure/kit/theme.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

namespace {

using figure::Box;
using figure::Color;
using figure::Point;

/// In a square of 32; how far the point is outside the box with round corners (negative: inside).
float outside(Point p, Box box, float radius) {
  const Point center = box.center();
  const float dx = std::abs(p.x - center.x) - box.w / 2 + radius;
  const float dy = std::abs(p.y - center.y) - box.h / 2 + radius;
  return std::hypot(std::max(dx, 0.0F), std::max(dy, 0.0F)) + std::min(std::max(dx, dy), 0.0F) -
         radius;
}

struct Layer {
  Box box;
  float radius;
  Color color;
};

} // namespace

std::vector<unsigned char> icon_pixels(int size) {
  const figure::Theme& theme = figure::dark_theme();
  const Layer layers[] = {{{0, 0, 32, 32}, 7, theme.panel},
                          {{5, 5, 15, 18}, 2.5F, theme.dma},
                          {{10.5F, 7.5F, 17.5F, 20.5F}, 4, theme.panel},
                          {{12, 9, 15, 18}, 2.5F, theme.cpu},
                          {{15, 13, 9, 2}, 1, theme.panel},
                          {{15, 17, 9, 2}, 1, theme.panel},
                          {{15, 21, 6, 2}, 1, theme.panel}};
  const float scale = static_cast<float>(size) / 32;
  std::vector<unsigned char> pixels;
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const Point p{(static_cast<float>(x) + 0.5F) / scale, (static_cast<float>(y) + 0.5F) / scale};
      Color color = layers[0].color;
      for (const Layer& layer : layers)
        color =
            figure::mix(color, layer.color,
                        std::clamp(0.5F - outside(p, layer.box, layer.radius) * scale, 0.0F, 1.0F));
      const float seen =
          std::clamp(0.5F - outside(p, layers[0].box, layers[0].radius) * scale, 0.0F, 1.0F);
      color = color.faded(seen);
      pixels.insert(pixels.end(), {color.r, color.g, color.b, color.a});
    }
  }
  return pixels;
}

} // namespace copyscope::gui
