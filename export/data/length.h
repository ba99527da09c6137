// Lengths on paper and on screens as people write them: "8cm", "120 mm", "3.5in", "400pt", "800px";
// a bare number is pixels. Sizes of type: "8pt", "14px"; a bare number is what suits the paper or
// the screen.
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

/// How large type is.
struct TypeSize {
  enum class Unit : unsigned char { points, pixels, unsaid };
  double size = 0;
  Unit unit = Unit::unsaid;

  friend bool operator==(const TypeSize&, const TypeSize&) = default;
};
/// What can be read: in points on paper, in pixels on a screen.
constexpr double least_type_points = 5, most_type_points = 24, least_type_pixels = 7,
                 most_type_pixels = 48;

/// Nothing for what is no size of type, and for one that nobody could read.
std::optional<TypeSize> type_size_in(std::string_view text);

/// Nothing for what is no length, and for one that no sheet has: below 1 mm or above 5 m.
std::optional<Length> length_in(std::string_view text);

} // namespace copyscope::exports
