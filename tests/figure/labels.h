// The texts of a picture, in the order in which they are drawn.
#pragma once

#include "figure/kit/picture.h"

#include <string>
#include <variant>
#include <vector>

namespace copyscope::figure {

inline std::vector<std::string> labels_of(const Picture& picture) {
  std::vector<std::string> labels;
  for (const Shape& shape : picture.shapes())
    if (const auto* const label = std::get_if<Label>(&shape)) labels.push_back(label->text);
  return labels;
}

} // namespace copyscope::figure
