#include "export/paper/sheet.h"

#include "export/paper/canvas/cairo_handles.h"
#include "export/paper/canvas/png.h"
#include "export/paper/canvas/raster.h"
#include "export/paper/canvas/xml.h"

#include <cairo-pdf.h>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

constexpr double paper_points_per_unit = 7.0 / 13;
constexpr double most_points = 5 / 0.0254 * 72;
constexpr double most_pixels = 100e6;

/// Type is 13 units high.
double points_per_unit(const std::optional<TypeSize>& type, bool in_pixels) {
  if (!type) return in_pixels ? 0.75 : paper_points_per_unit;
  const double least = in_pixels ? least_type_pixels : least_type_points;
  const double most = in_pixels ? most_type_pixels : most_type_points;
  const char* const unit = in_pixels ? "px" : "pt";
  if (type->unit == (in_pixels ? TypeSize::Unit::points : TypeSize::Unit::pixels))
    throw BadOptions(in_pixels ? "type in points, but a width in pixels; such as 8cm with 8pt"
                               : "type in pixels, but a width on paper; such as 960px with 14px");
  if (!(type->size >= least && type->size <= most))
    throw BadOptions(fmt::format("type of {:.4g} {}: from {} to {} {} can be read", type->size,
                                 unit, least, most, unit));
  return type->size * (in_pixels ? 0.75 : 1) / 13;
}

std::string shown(Length length) {
  return length.in_pixels ? fmt::format("{:.0f} px", length.points / 0.75)
                          : fmt::format("{:.4g} cm", length.points / 72 * 2.54);
}

} // namespace

SheetScale sheet_scale(const Options& options, Length otherwise, float narrowest) {
  const Length length = options.width.value_or(otherwise);
  const double per_unit = points_per_unit(options.type, length.in_pixels);
  if (!(length.points <= most_points))
    throw BadOptions(fmt::format("a width of {}: at most 5 m", shown(length)));
  if (!(length.points >= narrowest * per_unit - 0.01))
    throw BadOptions(fmt::format("a width of {}: too narrow to be read; at least {}{}",
                                 shown(length), shown({narrowest * per_unit, length.in_pixels}),
                                 options.type ? " with type of that size" : ""));
  return {static_cast<float>(length.points / per_unit), per_unit, length.in_pixels};
}

const figure::Theme& theme_for(const Options& options) {
  if (options.theme.empty()) return figure::print_theme();
  if (const figure::Theme* const theme = figure::find_theme(options.theme)) return *theme;
  throw BadOptions(fmt::format("no theme {}: there are print, light, dark", options.theme));
}

const char* language_tag(assets::Language language) {
  return language == assets::Language::zh ? "zh-CN" : "en";
}

Preview preview_of(Sheet sheet) {
  return {std::move(sheet.picture), sheet.scale.width, sheet.height, sheet.ground};
}

void write_svg(const Sheet& sheet, const Writer& write) {
  SvgCanvas canvas(sheet.group_attributes);
  figure::paint(sheet.picture, canvas);
  SvgFrame frame;
  frame.width = sheet.scale.width;
  frame.height = sheet.height;
  if (!sheet.scale.in_pixels) {
    const auto shown_in_cm = [&](double units) {
      return fmt::format("{:.4g}cm", units * sheet.scale.points_per_unit / 72 * 2.54);
    };
    frame.shown_width = shown_in_cm(frame.width);
    frame.shown_height = shown_in_cm(frame.height);
  } else if (sheet.scale.points_per_unit != 0.75) { // else a unit is a pixel
    frame.shown_width = short_number(frame.width * sheet.scale.points_per_unit / 0.75);
    frame.shown_height = short_number(frame.height * sheet.scale.points_per_unit / 0.75);
  }
  frame.language = sheet.language;
  frame.title = sheet.title;
  frame.about = sheet.about;
  frame.attributes = sheet.attributes;
  frame.ground = sheet.ground;
  write(svg_document(canvas, frame));
}

struct PdfFile::State {
  CairoStream stream;
  CairoSurface surface; // writes into the stream until it is gone
  Cairo cairo;
  int chapter = CAIRO_PDF_OUTLINE_ROOT;
  int pages = 0;

  explicit State(const Writer& writer) : stream(writer) {
    surface.reset(cairo_pdf_surface_create_for_stream(&CairoStream::take, &stream, 1, 1));
    check(cairo_surface_status(surface.get()));
    cairo.reset(cairo_create(surface.get()));
  }

  void set(cairo_pdf_metadata_t what, const std::string& text) const {
    cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
  }
  /// For the next page.
  int outline(int parent, const std::string& text) const {
    const std::string place = fmt::format("page={} pos=[0 0]", pages + 1);
    return cairo_pdf_surface_add_outline(surface.get(), parent, text.c_str(), place.c_str(),
                                         static_cast<cairo_pdf_outline_flags_t>(0));
  }
  void link(const figure::Region& region, double scale) const {
    const figure::Box box = region.box;
    tag(CAIRO_TAG_LINK,
        fmt::format("rect=[{:.3f} {:.3f} {:.3f} {:.3f}] dest='page-{}'", box.x * scale,
                    box.y * scale, box.w * scale, box.h * scale, region.action.number));
  }
  void tag(const char* name, const std::string& attributes) const {
    cairo_tag_begin(cairo.get(), name, attributes.c_str());
    cairo_tag_end(cairo.get(), name);
  }
};

PdfFile::PdfFile(const std::string& title, const std::string& about, const Writer& write)
    : state_(std::make_unique<State>(write)) {
  state_->set(CAIRO_PDF_METADATA_TITLE, title);
  state_->set(CAIRO_PDF_METADATA_SUBJECT, about);
  state_->set(CAIRO_PDF_METADATA_CREATOR, "Copyscope " COPYSCOPE_VERSION);
  state_->set(CAIRO_PDF_METADATA_CREATE_DATE, ""); // which is no date, so that none is written
}

PdfFile::~PdfFile() {
  state_->stream.abandon(); // what cairo still has to say goes nowhere
}

void PdfFile::outline(const std::string& chapter, const std::string& entry) {
  if (!chapter.empty()) state_->chapter = state_->outline(CAIRO_PDF_OUTLINE_ROOT, chapter);
  if (!entry.empty()) state_->outline(state_->chapter, entry);
}

void PdfFile::add(const Sheet& sheet) {
  const double scale = sheet.scale.points_per_unit;
  cairo_pdf_surface_set_size(state_->surface.get(), sheet.scale.width * scale,
                             sheet.height * scale);
  ++state_->pages;
  cairo_t* const cairo = state_->cairo.get();
  cairo_save(cairo);
  paint_on(cairo, sheet.picture, scale, sheet.ground);
  cairo_restore(cairo);
  for (const figure::Region& region : sheet.picture.regions())
    if (region.action.name == "page") state_->link(region, scale);
  state_->tag(CAIRO_TAG_DEST, fmt::format("name='page-{}' x=0 y=0", state_->pages));
  cairo_show_page(cairo);
  state_->stream.rethrow();
}

void PdfFile::close() {
  cairo_surface_finish(state_->surface.get());
  state_->stream.rethrow();
  check(cairo_surface_status(state_->surface.get()));
}

void write_pdf(const Sheet& sheet, const Writer& write) {
  PdfFile file(sheet.title, sheet.about, write);
  file.add(sheet);
  file.close();
}

void write_png(const Sheet& sheet, int dpi, const Writer& write) {
  if (dpi == 0) dpi = sheet.scale.in_pixels ? 192 : 300;
  const double scale = sheet.scale.points_per_unit / 72 * dpi;
  const double wide = std::round(sheet.scale.width * scale), high = std::ceil(sheet.height * scale);
  if (wide * high > most_pixels || wide > 32'000 || high > 32'000)
    throw BadOptions(
        fmt::format("{:.0f} × {:.0f} pixels are too many: a smaller width or dpi", wide, high));
  const int width = std::max(1, static_cast<int>(wide)),
            height = std::max(1, static_cast<int>(high));
  Raster raster(width, height);
  raster.paint(sheet.picture, scale, sheet.ground);
  std::string pixels;
  pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
  for (int y = 0; y < height; ++y)
    for (const std::uint32_t pixel : raster.row(y))
      for (const unsigned shift : {16U, 8U, 0U})
        pixels += static_cast<char>(pixel >> shift);
  write(png_of({reinterpret_cast<const std::uint8_t*>(pixels.data()), pixels.size()}, width, height,
               dpi));
}

} // namespace copyscope::exports
