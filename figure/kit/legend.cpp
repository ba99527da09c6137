#include "figure/kit/legend.h"

namespace copyscope::figure {

namespace {

constexpr float gap = 18, before_text = 7, swatch_height = 14, radius = 3;

} // namespace

void draw_swatch(Picture& picture, Box box, const Swatch& swatch, const Theme& theme) {
  const Color color = edge_of(swatch.ink, theme);
  const float round = std::min(radius, box.w / 3);
  switch (swatch.look) {
  case Swatch::Look::filled:
    fill_with(picture, box, swatch.ink, theme, round);
    return picture.outline(box, {color, 1}, round);
  case Swatch::Look::hollow:
    return picture.outline(box, {color, 1.5F}, round);
  case Swatch::Look::quiet:
    picture.fill(box, mix(theme.well, color, 0.25F), round);
    return picture.outline(box, {color, 1, Dash::dashed}, round);
  case Swatch::Look::empty:
    return picture.outline(box, {color, 1, Dash::dashed}, round);
  }
}

void LegendFlow::place(float width, float before, const std::function<void(Box)>& sign,
                       const std::string& text) {
  const float room = area_.w - width - before;
  const std::string shown = shortened(text, font, room, style_.measure);
  const float whole = width + before + style_.measure.width(shown, font);
  if (x_ > area_.x && x_ + whole > area_.right()) {
    x_ = area_.x;
    y_ += pitch_;
  }
  const Box row{x_, area_.y + y_, whole, pitch_};
  sign({row.x, row.y, width, row.h});
  picture_.text_in({row.x + width + before, row.y, 0, row.h}, shown, font, style_.theme.text);
  x_ += whole + gap;
  is_empty_ = false;
}

void LegendFlow::add(const Swatch& swatch, const std::string& text) {
  add(
      sign_width, [&](Box sign) { draw_swatch(picture_, swatch_in(sign), swatch, style_.theme); },
      text);
}

void LegendFlow::add(float width, const std::function<void(Box)>& sign, const std::string& text) {
  place(width, before_text, sign, text);
}

void LegendFlow::add(const std::string& text) {
  place(
      0, 0, [](Box) {}, text);
}

Box LegendFlow::swatch_in(Box sign) {
  return {sign.x, sign.center().y - swatch_height / 2, sign.w, swatch_height};
}

} // namespace copyscope::figure
