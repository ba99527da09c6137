// Lengths on paper and on screens as people write them: "8cm", "120 mm", "3.5in", "400pt", "800px";
// a bare number is pixels.
#pragma once

#include <optional>
#include <string_view>

namespace copyscope::exports {

/// A length on paper or on a screen.
struct Length {
  double points = 0;      ///< 72 to the inch
  bool in_pixels = false; ///< given in pixels, 96 to the inch: type is as large as on a screen

  friend bool operator==(const Length&, const Length&) = default;
};

/// Nothing for what is no length, and for one that no sheet has: below 1 mm or above 5 m.
std::optional<Length> length_in(std::string_view text);

} // namespace copyscope::exports
