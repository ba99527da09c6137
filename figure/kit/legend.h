// Legends: swatches and signs with their names, as many side by side as fit.
#pragma once

#include "figure/kit/theme.h"

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
  static constexpr float row_height = 22, low_row = 19.5F, sign_width = 24;

  /// From the top of `area` down, as wide as it is; rows are `pitch` apart.
  LegendFlow(Picture& picture, Box area, const Style& style, float pitch = row_height)
      : picture_(picture), area_(area), style_(style), pitch_(pitch), x_(area.x) {}

  /// `sign` draws into a box that is `width` wide and as high as a row.
  void add(float width, const std::function<void(Box)>& sign, const std::string& text);
  void add(const Swatch& swatch, const std::string& text);
  /// A text alone, about those before it.
  void add(const std::string& text);

  float height() const { return is_empty_ ? 0 : y_ + pitch_; }

  /// Where in a sign's box a swatch lies.
  static Box swatch_in(Box sign);

private:
  void place(float width, float before, const std::function<void(Box)>& sign,
             const std::string& text);

  Picture& picture_;
  Box area_;
  const Style& style_;
  float pitch_;
  float x_, y_ = 0;
  bool is_empty_ = true;
};

} // namespace copyscope::figure
