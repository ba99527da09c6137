// Legends: swatches and signs with their names, as many side by side as fit.
#pragma once

#include "figure/theme.h"

#include <functional>
#include <string>

namespace copyscope::figure {

/// How something that takes time looks where it is drawn as a box.
struct Swatch {
  enum class Look : unsigned char {
    filled, ///< the ink's colour and pattern
    hollow, ///< its outline
    quiet,  ///< faintly filled, dashed
    empty,  ///< dashed
  };
  Look look = Look::filled;
  Ink ink;
};
void draw_swatch(Picture& picture, Box box, const Swatch& swatch, const Theme& theme);

/// Entries from left to right, on as many rows as they need.
class LegendFlow {
public:
  static constexpr Font font{Face::regular, 13};
  static constexpr float row_height = 22, sign_width = 24;

  /// From the top of `area` down, as wide as it is.
  LegendFlow(Picture& picture, Box area, const Style& style)
      : picture_(picture), area_(area), style_(style), x_(area.x) {}

  /// `sign` draws into a box that is `width` wide and row_height high.
  void add(float width, const std::function<void(Box)>& sign, const std::string& text);
  void add(const Swatch& swatch, const std::string& text);

  float height() const { return is_empty_ ? 0 : y_ + row_height; }

  /// Where in a sign's box a swatch lies.
  static Box swatch_in(Box sign);

private:
  Picture& picture_;
  Box area_;
  const Style& style_;
  float x_, y_ = 0;
  bool is_empty_ = true;
};

} // namespace copyscope::figure
