#include "gui/views/overlay_parts.h"

#include <algorithm>

namespace copyscope::gui {

Box enter_dialog(Ui& ui, Box surface, Box box) {
  ui.picture.fill(surface, figure::rgb(0x000000).faded(ui.theme.is_dark ? 0.55F : 0.35F));
  ui.picture.region(surface, {action::back, 0, ""});
  ui.picture.fill(box, ui.theme.panel, 10);
  ui.picture.outline(box, {ui.theme.accent, 1}, 10);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  return box.inset(24, 20);
}

void draw_close(Ui& ui, Box box) {
  ui.icon_button({box.right() - 46, box.y + 14, 32, 32}, Icon::cross, {action::back, 0, ""},
                 ui.say("tip.back"));
}

Box centered(Box surface, float w, float h) {
  w = std::min(w, surface.w - 32);
  h = std::min(h, surface.h - 32);
  return {surface.center().x - w / 2, surface.center().y - h / 2, w, h};
}

Box draw_list(Ui& ui, Box surface, Point at, float width, const std::vector<ListItem>& items) {
  const float most = surface.bottom() - at.y - 16;
  const float height =
      std::min(list_row, (most - 12) / static_cast<float>(std::max<std::size_t>(1, items.size())));
  const Box box{at.x, at.y, width, height * static_cast<float>(items.size()) + 12};
  ui.picture.region(surface, {action::back, 0, ""});
  ui.picture.fill(box, ui.theme.panel, 8);
  ui.picture.outline(box, {ui.theme.accent, 1}, 8);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  Box rest = box.inset(6);
  for (const ListItem& item : items) {
    const Box row = rest.take_top(height);
    if (ui.is_hovered(item.action)) ui.picture.fill(row, ui.theme.selected, 6);
    if (item.chosen)
      figure::draw_icon(ui.picture, Icon::check, {row.x + 8, row.center().y - 7, 14, 14},
                        ui.theme.text);
    const float note = item.note.empty()
                           ? 0
                           : ui.picture.text({row.right() - 10, row.center().y + 4.7F}, item.note,
                                             type::small, ui.theme.second, Align::right) +
                                 12;
    ui.picture.text({row.x + 30, row.center().y + 5.4F},
                    figure::shortened(item.text, type::body, row.w - 44 - note, ui.style.measure),
                    type::body, item.disabled ? ui.theme.second : ui.theme.text);
    if (!item.disabled) ui.picture.region(row, item.action);
  }
  ui.picture.leave();
  return box.inset(6);
}

std::string tail_of(const Ui& ui, std::string_view text, Font font, float width) {
  constexpr std::string_view dots = "…";
  const auto begins_character = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  const float room = width - ui.width(dots, font);
  std::size_t from = text.size();
  for (std::size_t i = text.size(); i-- > 0;) {
    if (!begins_character(i)) continue;
    const float wide = ui.width(text.substr(i), font);
    if (wide <= room) from = i;
    if (wide > width) return std::string(dots) + std::string(text.substr(from));
  }
  return std::string(text);
}

} // namespace copyscope::gui
