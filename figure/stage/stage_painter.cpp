#include "figure/stage/stage_painter.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

std::string StagePainter::phrase(std::string_view key, const assets::Values& values) const {
  return filled(fmt::format("stage.{}", key), style_.language, values);
}

std::string StagePainter::name_of_part(const Part& part) const {
  if (!part.name.empty()) return part.name;
  // Close by its device it need not say whose it is.
  const std::string_view text =
      !is_large() && part.kind == PartKind::engine ? std::string_view("dma") : part.text;
  if (part.number >= 0) {
    const std::string n = fmt::format("{}", part.number);
    return phrase(fmt::format("{}_n", text), {{"n", n}});
  }
  return is_large() ? phrase(text) : word(fmt::format("window.short.{}", text), style_.language);
}

bool StagePainter::is_picked(const Part& part) const {
  return std::ranges::any_of(
      options_.picks, [&](const Pick& pick) { return state_.scene.find(pick.part) == &part; });
}

const Activity* StagePainter::work_of(const Part& part) const {
  const std::optional<Activity>& work = facts(part).work;
  return options_.actor_hidden || !work ? nullptr : &*work;
}

const Activity* StagePainter::passing(const Part& part) const {
  if (options_.actor_hidden || !state_.current || !state_.current->route) return nullptr;
  const Activity& current = *state_.current;
  if (part.place == trace::Buffer::none || !current.is_seen()) return nullptr;
  const bool is_target = current.span.target == part.place;
  if (is_large()) return is_target || current.span.source == part.place ? &current : nullptr;
  return is_target && trace::is_copy(current.span.kind) ? &current : nullptr;
}

Box StagePainter::frame(const Part& part, Box box, Stroke edge, Color ground) {
  const float radius = is_large() ? 8 : 6;
  picture_.fill(box, ground, radius);
  picture_.outline(box, edge, radius);
  if (!is_large()) return box.inset(8, 6);
  if (options_.selected == part.id) picture_.outline(box.inset(-4), {theme_.accent, 2}, 10);
  part_region(part, box);
  return box.inset(12, 10);
}

void StagePainter::part_region(const Part& part, Box box) {
  picture_.region(box, {"part", 0, part.id},
                  options_.selected == part.id ? std::string()
                                               : part_help(part.text, style_.language));
}

float StagePainter::title(Box in, Icon icon, const std::string& name, float width, Color color) {
  const float apart = is_large() ? 25.0F : 17.0F, edge = is_large() ? 18.0F : 14.0F;
  const float wide = style_.measure.width(name, name_font_);
  const bool has_icon = wide + apart <= width;
  if (has_icon) draw_icon(picture_, icon, {in.x, in.y - 1, edge, edge}, color);
  const float x = has_icon ? in.x + apart : in.x;
  Font font = name_font_;
  while (font.size > 11 && style_.measure.width(name, font) > in.x + width - x)
    font.size -= 0.5F;
  const std::string text = shortened(name, font, in.x + width - x, style_.measure);
  return x + picture_.text({x, in.y + (is_large() ? 13.0F : 12.0F)}, text, font, theme_.text);
}

void StagePainter::line(Point baseline, float width, const std::vector<std::string>& ways,
                        Font font, Color color) {
  const auto fits = [&](const std::string& way) {
    return style_.measure.width(way, font) <= width;
  };
  const auto found = std::ranges::find_if(ways, fits);
  picture_.text(baseline,
                found != ways.end() ? *found : shortened(ways.back(), font, width, style_.measure),
                font, color);
}

void StagePainter::status(Box box, Look look, const Ink& ink, const std::string& text) {
  const bool works = look == Look::works;
  Font font{look == Look::rests ? Face::regular : Face::medium, std::min(body_.size, box.h - 3)};
  const float least = is_large() ? 12.0F : 11.0F, margin = works ? 14.0F : 8.0F;
  while (font.size > least && style_.measure.width(text, font) + margin > box.w)
    font.size -= 0.5F;
  if (works)
    fill_with(picture_, box, ink, theme_, 4);
  else if (look == Look::hollow)
    picture_.outline(box, {ink.color, 1.5F}, 4);
  else
    picture_.outline(box, {theme_.waiting, 1, Dash::dashed}, 4);
  const float wide = style_.measure.width(text, font) + margin - 6;
  if (wide > box.w - 2) return; // the pattern says it alone
  if (works)
    picture_.fill({box.center().x - wide / 2, box.y + 2, wide, box.h - 4},
                  theme_.is_dark ? rgb(0x0A0D11) : rgb(0xFFFFFF), 3);
  picture_.text_in(box, text, font, look == Look::rests ? theme_.second : theme_.text,
                   Align::center);
}

float StagePainter::chip(Point right_top, const std::string& text, Look look, const Ink& ink,
                         float size) {
  const Font font{Face::medium, size};
  const float wide = style_.measure.width(text, font) + (is_large() ? 16.0F : 6.0F);
  const Box chip{right_top.x - wide, right_top.y, wide, is_large() ? 22.0F : size + 5};
  if (look == Look::works)
    picture_.fill(chip, ink.color, 4);
  else if (look == Look::hollow)
    picture_.outline(chip, {ink.color, 1.5F}, 4);
  else
    picture_.outline(chip, {theme_.waiting, 1, Dash::dashed}, 4);
  picture_.text_in(chip, text, font, look == Look::works ? theme_.on_role : theme_.text,
                   Align::center);
  return wide;
}

void draw_tag(Picture& picture, Box box, const Theme& theme) {
  const float point = std::min(box.h * 0.5F, box.w * 0.3F);
  const Point a{box.x, box.y}, b{box.right() - point, box.y}, c{box.right(), box.center().y},
      d{box.right() - point, box.bottom()}, e{box.x, box.bottom()};
  picture.polygon({a, b, c, d, e}, theme.descriptor);
  picture.line({a, b, c, d, e, a}, {theme.descriptor_edge, 1.5F});
  picture.disc({box.right() - point, box.center().y}, std::min(2.5F, box.h / 6), rgb(0x12161C));
}

} // namespace copyscope::figure
