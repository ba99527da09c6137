// One face of a font file: its advances in ems, and its characters as grey pixels, by FreeType.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace copyscope::gui {

/// Where a face is: a file, and which of the faces in it.
struct FontFile {
  std::string path;
  int index = 0;

  friend bool operator==(const FontFile&, const FontFile&) = default;
};

/// A character as it is to be seen: coverage from 0 to 255, row by row.
struct Glyph {
  int left = 0; ///< pixels from the pen to the first column
  int top = 0;  ///< pixels from the baseline up to the first row
  int width = 0, height = 0;
  std::vector<std::uint8_t> coverage;
};

class FontLibrary {
public:
  FontLibrary();
  FT_LibraryRec_* get() const { return library_.get(); }

private:
  struct Done {
    void operator()(FT_LibraryRec_* library) const;
  };
  std::unique_ptr<FT_LibraryRec_, Done> library_;
};

class Typeface {
public:
  /// `thicker`: by how much of an em strokes grow, for a bold weight that the file lacks. Throws
  /// std::runtime_error for a file that FreeType cannot read.
  Typeface(const FontLibrary& library, const FontFile& file, float thicker = 0);

  bool has(char32_t code) const;

  /// In ems. A character that the face lacks is as wide as the box that stands for it.
  float advance(char32_t code) const;

  /// At that many pixels an em, `shift` (0 to 1) pixels right of the pen.
  Glyph render(char32_t code, float pixels, float shift) const;

private:
  struct Done {
    void operator()(FT_FaceRec_* face) const;
  };
  std::unique_ptr<FT_FaceRec_, Done> face_;
  float thicker_;
};

} // namespace copyscope::gui
