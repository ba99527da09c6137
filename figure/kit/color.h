// Colours, and whether they can be told apart: contrast as WCAG 2.1 defines it.
#pragma once

#include <cstdint>

namespace copyscope::figure {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255; ///< a: 0 is invisible

  constexpr Color faded(float opacity) const {
    return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * opacity + 0.5F)};
  }
  friend constexpr bool operator==(Color, Color) = default;
};

/// 0xRRGGBB.
constexpr Color rgb(std::uint32_t code) {
  return {static_cast<std::uint8_t>(code >> 16U), static_cast<std::uint8_t>(code >> 8U),
          static_cast<std::uint8_t>(code)};
}

/// `share` of the second, the rest of the first; opaque.
Color mix(Color first, Color second, float share);

/// What one sees where `top` lies over an opaque ground.
Color over(Color top, Color ground);

/// Relative luminance: 0 (black) to 1 (white).
double luminance(Color color);

/// 1 (the same) to 21 (black on white); 4.5 is the least for text.
double contrast(Color a, Color b);

} // namespace copyscope::figure
