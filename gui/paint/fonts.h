// The window's faces, and the measure that its layouts are made with. Needs no display: advances
// come from the font files, so that a test lays out what the window will show.
#pragma once

#include "figure/kit/text_style.h"
#include "gui/paint/typeface.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace copyscope::gui {

/// Which of the window's typefaces a character is set in: a figure::Face, or a Chinese one.
using TypefaceId = std::uint8_t;
constexpr TypefaceId chinese_regular = figure::face_count;
constexpr TypefaceId chinese_bold = figure::face_count + 1;
constexpr int typeface_count = figure::face_count + 2;

/// A character of a text, the face that it is set in, and its advance in ems.
struct SetCharacter {
  char32_t code = 0;
  TypefaceId typeface = 0;
  float advance = 0;
};

/// A file for each of the window's typefaces.
struct FontFiles {
  FontFile regular, medium, bold, mono, mono_bold;
  FontFile chinese, chinese_bold; ///< the same file where a family has one weight only
};

class FontFaces : public figure::Measure {
public:
  /// Throws std::runtime_error where a file cannot be read.
  explicit FontFaces(FontFiles files);

  float width(std::string_view text, figure::Font font) const override;

  /// The text as it is set: every character in the Latin face if that has it, else in the Chinese
  /// one. Quotation marks go with the character that they embrace.
  std::vector<SetCharacter> set(std::string_view text, figure::Face face) const;

  const Typeface& typeface(TypefaceId id) const { return typefaces_[id]; }
  const FontFiles& files() const { return files_; }

private:
  SetCharacter choose(char32_t code, figure::Face face, bool prefers_chinese) const;
  template <class Visit> void visit(std::string_view text, figure::Face face, Visit visit) const;

  FontFiles files_;
  FontLibrary library_;
  std::vector<Typeface> typefaces_;
  /// Choices made before, by code, face and preference.
  mutable std::unordered_map<std::uint32_t, SetCharacter> chosen_;
};

} // namespace copyscope::gui
