// A drawing on a sheet of its own size, and what becomes of it: SVG, PDF or PNG. What a drawn
// format adds is its picture; the rest is here.
#pragma once

#include "export/data/format.h"
#include "export/paper/canvas/svg_canvas.h"
#include "figure/kit/picture.h"
#include "figure/kit/theme.h"

#include <span>
#include <string>

namespace copyscope::exports {

/// How large a sheet is, before it is known how high.
struct SheetScale {
  float width = 960;             ///< units of the picture
  double points_per_unit = 0.75; ///< 72 points to the inch
  bool in_pixels = true;
};
/// Of a width in pixels, a unit is a pixel, so type is as large as on a screen; of a width on
/// paper, 13 units are 7 points; unless the options say how large type is, which is 13 units high.
/// Throws BadOptions where the width is less than `narrowest` units or more than 5 m, and for type
/// that does not go with it.
SheetScale sheet_scale(const Options& options, Length otherwise, float narrowest);

constexpr Length in_pixels(double pixels) {
  return {pixels * 0.75, true};
}
constexpr Length in_centimetres(double centimetres) {
  return {centimetres / 2.54 * 72, false};
}

/// The theme of that id; "print" for none. Throws BadOptions.
const figure::Theme& theme_for(const Options& options);

/// As SVG and PDF name it.
const char* language_tag(assets::Language language);

struct Sheet {
  figure::Picture picture;
  SheetScale scale;
  float height = 0; ///< units
  figure::Color ground;
  std::string title, about; ///< for who cannot see it, and for search
  std::string language = "en";
  SvgCanvas::Attributes group_attributes; ///< of groups in SVG
  std::string attributes;                 ///< of the SVG's root; escaped
};

Preview preview_of(Sheet sheet);

void write_svg(const Sheet& sheet, const Writer& write);
/// A file with one page.
void write_pdf(const Sheet& sheet, const Writer& write);
/// A page a sheet, each of its own size. `progress` is told after each.
class PdfFile {
public:
  /// Title and subject stand in the file's properties.
  PdfFile(const std::string& title, const std::string& about, const Writer& write);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  /// Regions {"page", PAGE} of its picture become links.
  void add(const Sheet& sheet);
  /// What the outline, which viewers show beside the pages, says of the next page that is added: a
  /// chapter, and an entry below the latest chapter. Either may be empty.
  void outline(const std::string& chapter, const std::string& entry);
  /// The file is written when this returns. Throws what the writer threw.
  void close();

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Throws BadOptions for more than 100 million pixels. `dpi` 0: two pixels a screen's pixel, or 300
/// to the inch where the width was given on paper.
void write_png(const Sheet& sheet, int dpi, const Writer& write);

} // namespace copyscope::exports
