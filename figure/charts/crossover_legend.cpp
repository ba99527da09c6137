#include "figure/charts/crossover_legend.h"

#include "figure/kit/legend.h"
#include "figure/words/wording.h"

namespace copyscope::figure {

namespace {

void draw_whisker(Picture& picture, Box box, Color color) {
  const Point at = {box.x + 5, box.center().y};
  picture.line({at.x, at.y - 7}, {at.x, at.y + 7}, {color, 1.5F});
  for (const float end : {-7.0F, 7.0F})
    picture.line({at.x - 4, at.y + end}, {at.x + 4, at.y + end}, {color, 1.5F});
  picture.disc(at, 3.5F, color);
}

void draw_band_sign(Picture& picture, Box box, Color color) {
  const Box band{box.x, box.center().y - 5, box.w - 4, 10};
  picture.fill(band, color.faded(0.3F));
  picture.line({band.x, band.center().y}, {band.right(), band.center().y}, {color, 2});
}

} // namespace

float draw_crossover_legend(Picture& picture, Box area, const CrossoverSigns& signs,
                            const Style& style) {
  const auto said = [&](const char* key) {
    return word(std::string("crossover.") + key, style.language);
  };
  LegendFlow flow(picture, area, style);
  const auto add_line = [&](trace::Kind kind, const char* key) {
    const Color color = edge_of(ink_of(kind, style.theme), style.theme);
    flow.add(
        LegendFlow::sign_width,
        [&picture, color](Box box) {
          picture.line({box.x, box.center().y}, {box.right() - 4, box.center().y}, {color, 2.5F});
        },
        said(key));
  };
  if (signs.copying) add_line(trace::Kind::cpu_copy, "copies");
  if (signs.lending) add_line(trace::Kind::descriptor, "references");
  const Color second = style.theme.second;
  flow.add(
      14, [&](Box box) { draw_whisker(picture, box, second); }, said("legend_measured"));
  if (signs.predicted)
    flow.add(
        LegendFlow::sign_width, [&](Box box) { draw_band_sign(picture, box, second); },
        said("legend_predicted"));
  return flow.height();
}

} // namespace copyscope::figure
