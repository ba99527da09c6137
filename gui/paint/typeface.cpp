#include "gui/paint/typeface.h"

#include <cmath>
#include <fmt/format.h>
#include <ft2build.h>
#include <stdexcept>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace copyscope::gui {

namespace {

/// FreeType counts in 64ths of a pixel.
FT_F26Dot6 in_64ths(float pixels) {
  return static_cast<FT_F26Dot6>(std::lround(pixels * 64));
}

} // namespace

void FontLibrary::Done::operator()(FT_LibraryRec_* library) const {
  FT_Done_FreeType(library);
}

FontLibrary::FontLibrary() {
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) throw std::runtime_error("FreeType does not start");
  library_.reset(library);
}

void Typeface::Done::operator()(FT_FaceRec_* face) const {
  FT_Done_Face(face);
}

Typeface::Typeface(const FontLibrary& library, const FontFile& file, float thicker)
    : thicker_(thicker) {
  FT_Face face = nullptr;
  if (FT_New_Face(library.get(), file.path.c_str(), file.index, &face) != 0)
    throw std::runtime_error(fmt::format("cannot read the font {}", file.path));
  face_.reset(face);
  if (!FT_IS_SCALABLE(face) || face->units_per_EM == 0)
    throw std::runtime_error(fmt::format("the font {} has no outlines", file.path));
}

bool Typeface::has(char32_t code) const {
  return FT_Get_Char_Index(face_.get(), code) != 0;
}

float Typeface::advance(char32_t code) const {
  const FT_UInt index = FT_Get_Char_Index(face_.get(), code);
  if (FT_Load_Glyph(face_.get(), index, FT_LOAD_NO_SCALE) != 0) return 0;
  return static_cast<float>(face_->glyph->metrics.horiAdvance) /
         static_cast<float>(face_->units_per_EM);
}

Glyph Typeface::render(char32_t code, float pixels, float shift) const {
  FT_Face face = face_.get();
  Glyph glyph;
  // Light hinting moves outlines up and down only: stems stay where the advances have them.
  if (FT_Set_Char_Size(face, 0, in_64ths(pixels), 72, 72) != 0 ||
      FT_Load_Glyph(face, FT_Get_Char_Index(face, code), FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT))
    return glyph;
  FT_GlyphSlot slot = face->glyph;
  if (slot->format == FT_GLYPH_FORMAT_OUTLINE) {
    const FT_Pos growth = in_64ths(thicker_ * pixels);
    if (growth > 0) {
      FT_Outline_EmboldenXY(&slot->outline, growth, growth / 2);
      FT_Outline_Translate(&slot->outline, -growth / 2, -growth / 4);
    }
    FT_Outline_Translate(&slot->outline, in_64ths(shift), 0);
  }
  if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return glyph;
  const FT_Bitmap& bitmap = slot->bitmap;
  glyph.left = slot->bitmap_left;
  glyph.top = slot->bitmap_top;
  glyph.width = static_cast<int>(bitmap.width);
  glyph.height = static_cast<int>(bitmap.rows);
  for (int row = 0; row < glyph.height; ++row) {
    const unsigned char* const begin =
        bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
    glyph.coverage.insert(glyph.coverage.end(), begin, begin + glyph.width);
  }
  return glyph;
}

} // namespace copyscope::gui
