// The scenario browser: what ships, what was open lately, a file of one's own.
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// As many lines as there is room for; the last says where more was to come.
void draw_beginning(Ui& ui, Box box, const std::string& text, Font font) {
  const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(box.h / font.line()));
  std::string lines;
  for (const std::string& line : figure::wrapped_title(text, font, box.w, ui.style.measure, most))
    lines += (lines.empty() ? "" : "\n") + line;
  ui.picture.paragraph(box, lines, font, ui.theme.second);
}

void draw_card(Ui& ui, const Listed& item, Box box) {
  const Action action{action::open, 0, item.id};
  const bool lit = ui.is_hovered(action);
  ui.picture.fill(box, lit ? ui.theme.selected : ui.theme.panel, 8);
  ui.picture.outline(box, {lit ? ui.theme.accent : ui.theme.edge.faded(0.7F), lit ? 2.0F : 1.0F},
                     8);
  ui.picture.enter(box);
  Box in = box.inset(18, box.h < 110 ? 8.0F : 14.0F);
  ui.picture.text(
      {in.x, in.y + 16},
      figure::shortened(item.title.in(ui.style.language), type::title, in.w, ui.style.measure),
      type::title, ui.theme.text);
  in.take_top(28);
  const Box foot = in.take_bottom(26);
  Font font = type::body;
  const std::string summary = item.summary.in(ui.style.language);
  while (font.size > 12 &&
         static_cast<float>(figure::wrap(summary, font, in.w, ui.style.measure).size()) *
                 font.line() >
             in.h)
    font.size -= 0.5F;
  draw_beginning(ui, in, summary, font);
  float x = foot.x;
  const auto chip = [&](const std::string& text, bool filled) {
    const float wide = ui.width(text, type::small) + 18;
    ui.chip({x, foot.y + 2, wide, 24}, text, filled ? ui.theme.accent : ui.theme.edge, filled);
    x += wide + 8;
  };
  chip(ui.say("home.ways", {{"n", fmt::format("{}", item.cases)}}), false);
  if (item.has_lesson) chip(ui.say("home.has_lesson"), true);
  if (item.questions > 0)
    chip(ui.say("home.questions", {{"n", fmt::format("{}", item.questions)}}), false);
  ui.picture.leave();
  ui.picture.region(box, action);
}

void draw_recent(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("home.recent"), type::heading, ui.theme.text);
  in.take_top(30);
  const Box drop = in.take_bottom(64, 10);
  const Box open = in.take_bottom(40, 10);
  ui.button(open, ui.title("home.open"), {action::open, 0, ""}, Ui::Look::primary,
            ui.say("tip.open"));
  ui.picture.outline(drop, {ui.theme.waiting, 1.2F, figure::Dash::dashed}, 8);
  ui.picture.paragraph(drop.inset(14, 12), ui.say("home.drop"), type::small, ui.theme.second);
  if (scene.choices.recent.empty())
    ui.picture.text({in.x, in.y + 16}, ui.say("home.no_recent"), type::body, ui.theme.second);
  for (const std::string& path : scene.choices.recent) {
    if (in.h < 46) break;
    const Box row = in.take_top(46);
    const Action action{action::open, 0, path};
    if (ui.is_hovered(action)) ui.picture.fill(row.inset(-6, 0), ui.theme.selected, 6);
    const std::size_t slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    ui.picture.text({row.x, row.y + 19},
                    figure::shortened(name, type::strong, row.w, ui.style.measure), type::strong,
                    ui.theme.text);
    ui.picture.text({row.x, row.y + 37},
                    figure::shortened(path.substr(0, slash), type::small, row.w, ui.style.measure),
                    type::small, ui.theme.second);
    ui.picture.region(row, action);
  }
  ui.leave();
}

} // namespace

void draw_home_view(Ui& ui, const Scene& scene, Box box) {
  box = box.inset(32, 20);
  Box right = box.take_right(std::clamp(box.w * 0.26F, 280.0F, 380.0F), 24);
  ui.picture.enter(box);
  ui.picture.text({box.x, box.y + 24}, ui.say("home.lead"), type::title, ui.theme.text);
  ui.picture.leave();
  box.take_top(44);
  right.take_top(44);
  draw_recent(ui, scene, right);
  const std::vector<Listed>& all = scene.catalog;
  const std::size_t columns = 2;
  const std::size_t rows = std::max<std::size_t>(1, (all.size() + columns - 1) / columns);
  const float gap = 14;
  const float height =
      std::min(190.0F, (box.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
  const float width = (box.w - gap) / 2;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t column = i % columns, row = i / columns;
    draw_card(ui, all[i],
              {box.x + static_cast<float>(column) * (width + gap),
               box.y + static_cast<float>(row) * (height + gap), width, height});
  }
}

} // namespace copyscope::gui
