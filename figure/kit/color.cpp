#include "figure/kit/color.h"

#include <algorithm>
#include <cmath>

namespace copyscope::figure {

namespace {

std::uint8_t blend(std::uint8_t from, std::uint8_t to, float share) {
  const float value =
      static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * share;
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 255.0F)));
}

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

} // namespace

Color mix(Color first, Color second, float share) {
  return {blend(first.r, second.r, share), blend(first.g, second.g, share),
          blend(first.b, second.b, share)};
}

Color over(Color top, Color ground) {
  return mix(ground, top, static_cast<float>(top.a) / 255.0F);
}

double luminance(Color color) {
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double contrast(Color a, Color b) {
  const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

} // namespace copyscope::figure
