#include "gui/views/ui.h"

#include <fmt/format.h>

namespace copyscope::gui {

using figure::Color;
using figure::Dash;
using figure::mix;

std::string Ui::say(std::string_view key, const assets::Values& values) const {
  return figure::filled(fmt::format("window.{}", key), style.language, values);
}

std::string Ui::title(std::string_view key, const assets::Values& values) const {
  return assets::capitalized(say(key, values));
}

Box Ui::enter_panel(Box box) {
  picture.fill(box, theme.panel, 8);
  picture.outline(box, {mix(theme.panel, theme.edge, 0.45F), 1}, 8);
  picture.enter(box);
  return box.inset(14, 12);
}

void Ui::button(Box box, const std::string& text, const Action& action, Look look,
                std::string_view hint) {
  const bool lit = is_hovered(action) && look != Look::disabled;
  const bool solid = look == Look::primary || look == Look::chosen;
  const Color ground = solid ? theme.accent : lit ? theme.selected : theme.raised;
  picture.fill(box, ground, 6);
  if (!solid)
    picture.outline(
        box,
        {lit ? theme.accent : theme.edge, 1, look == Look::disabled ? Dash::dashed : Dash::none},
        6);
  const Color ink = solid ? theme.on_accent : look == Look::disabled ? theme.second : theme.text;
  picture.enter(box);
  picture.text_in(box, text, type::strong, ink, Align::center);
  picture.leave();
  if (look != Look::disabled) picture.region(box, action, hint);
}

void Ui::icon_button(Box box, Icon icon, const Action& action, std::string_view hint, Look look) {
  const bool lit = is_hovered(action) && look != Look::disabled;
  const bool solid = look == Look::primary || look == Look::chosen;
  picture.fill(box, solid ? theme.accent : lit ? theme.selected : theme.raised, 6);
  if (!solid) picture.outline(box, {lit ? theme.accent : theme.edge, 1}, 6);
  const float size = std::min(box.w, box.h) * 0.5F;
  const Color ink = solid ? theme.on_accent : look == Look::disabled ? theme.line : theme.text;
  figure::draw_icon(picture, icon,
                    {box.center().x - size / 2, box.center().y - size / 2, size, size}, ink);
  if (look != Look::disabled) picture.region(box, action, hint);
}

float Ui::segments_width(const std::vector<Segment>& segments) const {
  float all = 4;
  for (const Segment& segment : segments)
    all += width(segment.text, type::strong) + 26;
  return all;
}

void Ui::segments(Box box, const std::vector<Segment>& segments, std::size_t chosen) {
  picture.fill(box, theme.raised, 6);
  picture.outline(box, {theme.edge, 1}, 6);
  float x = box.x + 2;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const Box part{x, box.y + 2, width(segment.text, type::strong) + 26, box.h - 4};
    const bool on = i == chosen;
    if (on)
      picture.fill(part, theme.accent, 5);
    else if (is_hovered(segment.action))
      picture.fill(part, theme.selected, 5);
    picture.enter(part);
    picture.text_in(part, segment.text, on ? type::strong : type::body,
                    on ? theme.on_accent : theme.text, Align::center);
    picture.leave();
    if (!on) picture.region(part, segment.action, segment.hint);
    x += part.w;
  }
}

float Ui::check(Point at, const std::string& text, bool on, const Action& action,
                std::string_view hint) {
  const Box box{at.x, at.y - 9, 18, 18};
  const float wide = 26 + width(text, type::body);
  picture.fill(box, on ? theme.accent : theme.raised, 4);
  picture.outline(box, {is_hovered(action) ? theme.accent : theme.edge, 1.2F}, 4);
  if (on) figure::draw_icon(picture, Icon::check, box.inset(2), theme.on_accent);
  picture.text({at.x + 26, at.y + 5.4F}, text, type::body, theme.text);
  picture.region({at.x, at.y - 14, wide, 28}, action, hint);
  return wide;
}

void Ui::slider(Box box, double share, double mark, const std::string& key) {
  const float y = box.center().y;
  const Box rail{box.x, y - 3, box.w, 6};
  const float x = box.x + static_cast<float>(share) * box.w;
  picture.fill(rail, theme.well, 3);
  picture.outline(rail, {theme.edge, 1}, 3);
  picture.fill({box.x, y - 3, std::max(0.0F, x - box.x), 6}, theme.second, 3);
  if (mark >= 0) {
    const float before = box.x + static_cast<float>(mark) * box.w;
    picture.fill({before - 1.5F, y - 9, 3, 18}, theme.second, 1);
  }
  const Action action{"slider", 0, key};
  picture.disc({x, y}, is_hovered(action) ? 10.0F : 8.5F, theme.accent, {theme.ground, 2});
  picture.region(box, action, say("tip.slider"));
}

void Ui::chip(Box box, const std::string& text, Color edge, bool filled) {
  if (filled)
    picture.fill(box, edge, 4);
  else
    picture.outline(box, {edge, 1}, 4);
  picture.text_in(box, text, type::small, filled ? theme.on_accent : theme.text, Align::center);
}

} // namespace copyscope::gui
