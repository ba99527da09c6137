#include "export/paper/canvas/pango_measure.h"

#include "export/paper/canvas/typography.h"

#include <array>
#include <pango/pangocairo.h>
#include <unordered_map>

namespace copyscope::exports {

namespace {

struct FreeDescription {
  void operator()(PangoFontDescription* description) const {
    pango_font_description_free(description);
  }
};
struct FreeOptions {
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

PangoWeight pango_weight(figure::Face face) {
  return static_cast<PangoWeight>(weight_of(face));
}

constexpr float measured_size = 64; // large: pango counts in 1024ths
constexpr std::size_t most_known = 1 << 16;

} // namespace

PangoContextHandle new_pango_context() {
  PangoContextHandle context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
  return context;
}

PangoLayoutHandle set_line(PangoContext& context, std::string_view text, figure::Font font) {
  const std::unique_ptr<PangoFontDescription, FreeDescription> description(
      pango_font_description_new());
  pango_font_description_set_family(description.get(),
                                    std::string(pango_families(font.face)).c_str());
  pango_font_description_set_weight(description.get(), pango_weight(font.face));
  pango_font_description_set_absolute_size(description.get(),
                                           static_cast<double>(font.size) * PANGO_SCALE);
  PangoLayoutHandle layout(pango_layout_new(&context));
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

struct PangoMeasure::Known {
  std::array<std::unordered_map<std::string, float>, figure::face_count> by_face;
};

PangoMeasure::PangoMeasure() : context_(new_pango_context()), known_(std::make_unique<Known>()) {}
PangoMeasure::~PangoMeasure() = default;

float PangoMeasure::width(std::string_view text, figure::Font font) const {
  if (text.empty()) return 0;
  auto& known = known_->by_face[static_cast<std::size_t>(font.face)];
  std::string key(text);
  auto found = known.find(key);
  if (found == known.end()) {
    const PangoLayoutHandle layout = set_line(*context_, text, {font.face, measured_size});
    PangoRectangle logical;
    pango_layout_get_extents(layout.get(), nullptr, &logical);
    const float ems = static_cast<float>(logical.width) / PANGO_SCALE / measured_size;
    if (known.size() >= most_known) known.clear();
    found = known.emplace(std::move(key), ems).first;
  }
  return found->second * font.size;
}

} // namespace copyscope::exports
