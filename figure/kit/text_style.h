// How text is set: faces, sizes, and the measure that layouts ask for its width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

enum class Face : unsigned char { regular, medium, bold, mono, mono_bold };
constexpr int face_count = 5;

struct Font {
  Face face = Face::regular;
  float size = 15; ///< em, in the picture's units

  /// From the baseline up to where accents and Chinese characters end, and down to below "g".
  constexpr float ascent() const { return size * 0.9F; }
  constexpr float descent() const { return size * 0.22F; }
  constexpr float line() const { return size * 1.4F; } ///< from baseline to baseline

  friend constexpr bool operator==(Font, Font) = default;
};

/// Widths of text, as the canvas that a picture is drawn on will set it.
class Measure {
public:
  virtual ~Measure() = default;
  virtual float width(std::string_view text, Font font) const = 0;
};

/// Breaks a paragraph into lines no wider than `width`: at spaces, between Chinese characters
/// (never before a closing mark or after an opening one), inside a word only where it alone is too
/// long. "\n" ends a line. Never returns nothing: an empty text is one empty line.
std::vector<std::string> wrap(std::string_view paragraph, Font font, float width,
                              const Measure& measure);

/// The same on at most so many lines, the last of them shortened. For titles that people give.
std::vector<std::string> wrapped_title(std::string_view title, Font font, float width,
                                       const Measure& measure, std::size_t most_lines = 2);

/// The text, or as much of it as fits before an ellipsis. For names that people give (files,
/// titles); what the program itself says has to fit as it is.
std::string shortened(std::string_view text, Font font, float width, const Measure& measure);

} // namespace copyscope::figure
