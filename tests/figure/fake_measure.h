// Widths of text for tests of layouts: half an em and a little for a letter, an em for what is
// wide.
#pragma once

#include "figure/kit/characters.h"
#include "figure/kit/text_style.h"

namespace copyscope::figure {

class FakeMeasure final : public Measure {
public:
  float width(std::string_view text, Font font) const override {
    float ems = 0;
    while (!text.empty()) {
      const Character first = first_of(text);
      const int columns = columns_of(first.code);
      ems += columns == 2 ? 1.0F : columns == 1 ? 0.55F : 0.0F;
      text.remove_prefix(first.bytes);
    }
    return ems * font.size;
  }
};

inline const FakeMeasure measure;

} // namespace copyscope::figure
