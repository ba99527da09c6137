// The question before something is lost, and what is said after something was saved.
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

assets::Values values_of(const Confirm& confirm) {
  assets::Values values;
  for (const auto& [name, value] : confirm.values())
    values[name] = value;
  return values;
}

/// From the right, the safe answer at the outside; smaller where they would not fit.
void draw_answers(Ui& ui, const Confirm& confirm, Box row) {
  const auto& answers = confirm.answers();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string text = ui.title(fmt::format("confirm.{}", answers[i]));
    const Box button = row.take_right(std::max(110.0F, ui.button_width(text)), 12);
    const bool on = confirm.focus() == i;
    ui.button(button, text, {action::confirm, static_cast<std::int64_t>(i), ""},
              on ? Ui::Look::primary : Ui::Look::plain);
    if (on) ui.picture.outline(button.inset(-4), {ui.theme.accent, 2}, 9);
  }
}

} // namespace

void draw_confirm(Ui& ui, const Scene& scene, Box surface) {
  const Confirm& confirm = scene.confirm;
  if (!confirm.is_open()) return;
  const Box box = centered(surface, 620, 236);
  Box in = enter_dialog(ui, surface, box);
  const std::string key = fmt::format("confirm.{}", confirm.key());
  ui.picture.text({in.x, in.y + 18}, ui.say(key + ".title"), type::title, ui.theme.text);
  in.take_top(38);
  draw_answers(ui, confirm, in.take_bottom(38));
  const Box keys = in.take_bottom(32);
  ui.picture.text({keys.x, keys.y + 14}, ui.say("confirm.keys"), type::small, ui.theme.second);
  ui.picture.paragraph(in, ui.say(key + ".text", values_of(confirm)), type::body, ui.theme.text);
  ui.picture.leave();
}

void draw_saved(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.saved) return;
  const Saved& saved = *scene.saved;
  std::string more;
  const auto add = [&](const char* key, int n) {
    if (n > 0)
      more += (more.empty() ? "" : " ") +
              ui.say(fmt::format("saved.{}", key), {{"n", fmt::format("{}", n)}});
  };
  add("expectations", saved.expectations);
  add("left_out", saved.left_out);
  const Box box{surface.x + margin, surface.bottom() - (more.empty() ? 64.0F : 88.0F),
                surface.w - 2 * margin, more.empty() ? 52.0F : 76.0F};
  ui.picture.fill(box, ui.theme.raised, 8);
  ui.picture.outline(box, {ui.theme.accent, 1}, 8);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  Box in = box.inset(16, 10);
  ui.icon_button(in.take_right(32, 12).inset(0, 0), Icon::cross, {action::back, 0, ""},
                 ui.say("tip.back"));
  figure::draw_icon(ui.picture, Icon::check, {in.x, in.y + 7, 18, 18}, ui.theme.text);
  in.take_left(28);
  const float room = in.w - ui.width(ui.say("saved.to", {{"path", ""}}), type::strong);
  ui.picture.text({in.x, in.y + 21},
                  ui.say("saved.to", {{"path", tail_of(ui, saved.path, type::strong, room)}}),
                  type::strong, ui.theme.text);
  if (!more.empty())
    ui.picture.text({in.x, in.y + 46}, figure::shortened(more, type::small, in.w, ui.style.measure),
                    type::small, ui.theme.second);
  ui.picture.leave();
}

} // namespace copyscope::gui
