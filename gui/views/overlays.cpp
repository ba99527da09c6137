// What lies over everything else: lists that drop down, all keys, about, what went wrong.
#include "figure/words/real_words.h"
#include "gui/control/keys.h"
#include "gui/views/crossover_panes.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

void draw_scenarios(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  for (const Listed& each : scene.catalog)
    items.push_back({each.title.in(ui.style.language),
                     ui.say("home.ways", {{"n", fmt::format("{}", each.cases)}}),
                     {action::open, 0, each.id},
                     scene.session.name() == each.id});
  items.push_back({ui.title("home.open"), "", {action::open, 0, ""}, false});
  items.push_back({ui.title("view.home"), "", {action::view, 0, "home"}, false});
  items.push_back({ui.title("whatif.save"), "", {action::save, 0, ""}, false});
  items.push_back({ui.title("top.about"), "", {action::about, 0, ""}, false});
  draw_list(ui, surface, {margin, header_height}, 400, items);
}

void draw_cases(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    items.push_back(
        {fmt::format("{}  {}", i + 1, scene.session.which(i).title.in(ui.style.language)),
         "",
         {action::show_case, static_cast<std::int64_t>(i), ""},
         i == scene.session.shown_case()});
  const bool at_right = scene.choices.view == View::whatif;
  const float x = at_right ? surface.w - margin - std::max(430.0F, (surface.w - 2 * margin) * 0.38F)
                  : scene.choices.view == View::real ? margin + real_parts_width(ui) + parts_gap
                                                     : margin;
  draw_list(ui, surface, {x, view_top(scene) + 52}, 330, items);
}

void draw_compared(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i) {
    const bool in = std::ranges::find(scene.choices.compared, i) != scene.choices.compared.end();
    items.push_back({scene.session.which(i).title.in(ui.style.language),
                     "",
                     {action::choose_case, static_cast<std::int64_t>(i), ""},
                     in});
  }
  draw_list(ui, surface, {surface.right() - margin - 330, view_top(scene) + 50}, 330, items);
}

/// Below the button of the ledger, which stands in the left column.
void draw_references(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    items.push_back(
        {fmt::format("{}  {}", i + 1, scene.session.which(i).title.in(ui.style.language)),
         i == scene.session.shown_case() ? ui.say("files.shown") : "",
         {action::reference, static_cast<std::int64_t>(i), ""},
         i == scene.choices.reference});
  draw_list(ui, surface, {margin, view_top(scene) + 52}, 330, items);
}

/// There is no room for a fifth: which of the four gives way?
void draw_fifth(Ui& ui, const Scene& scene, Box surface) {
  const std::size_t fifth = *scene.choices.fifth;
  if (fifth >= scene.session.case_count()) return;
  const auto title = [&](std::size_t i) {
    return scene.session.which(i).title.in(ui.style.language);
  };
  const auto rows = static_cast<float>(scene.choices.compared.size());
  const Box box = centered(surface, 460, 128 + rows * 44);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  ui.picture.text({in.x, in.y + 18}, ui.title("compare.fifth"), type::title, ui.theme.text);
  in.take_top(32);
  ui.picture.paragraph(in.take_top(44, 8), ui.say("compare.which_goes", {{"case", title(fifth)}}),
                       type::body, ui.theme.second);
  for (const std::size_t i : scene.choices.compared) {
    const std::string text = fmt::format("{}  {}", i + 1, title(i));
    const Box row = in.take_top(38, 6);
    ui.button(row, figure::shortened(text, type::strong, row.w - 24, ui.style.measure),
              {action::drop_case, static_cast<std::int64_t>(i), ""});
  }
  ui.picture.leave();
}

/// "ctrl+right" as it is printed on the keys, in the reader's language.
std::string key_name(Ui& ui, std::string_view keys) {
  std::string result;
  while (!keys.empty()) {
    const std::size_t end = keys.size() > 1 ? keys.find('+', 1) : std::string_view::npos;
    const std::string_view key = keys.substr(0, end);
    const std::string* const known =
        assets::find_text(fmt::format("window.keyname.{}", key), ui.style.language);
    if (!result.empty()) result += " + ";
    if (known)
      result += *known;
    else if (key == "left")
      result += "←";
    else if (key == "right")
      result += "→";
    else {
      std::string text(key);
      if (text.size() <= 3 && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
      result += text;
    }
    keys = end == std::string_view::npos ? std::string_view() : keys.substr(end + 1);
  }
  return result;
}

std::vector<std::string> keys_of(Ui& ui, std::string_view keys) {
  std::vector<std::string> result;
  while (!keys.empty()) {
    const std::size_t end = keys.find(' ');
    result.push_back(key_name(ui, keys.substr(0, end)));
    keys = end == std::string_view::npos ? std::string_view() : keys.substr(end + 1);
  }
  return result;
}

void draw_help_line(Ui& ui, const HelpLine& line, Box row) {
  float x = row.x;
  for (const std::string& key : keys_of(ui, line.keys)) {
    const float wide = std::max(26.0F, ui.width(key, type::small_strong) + 14);
    const Box cap{x, row.y + 3, wide, std::min(23.0F, row.h - 4)};
    ui.picture.fill(cap, ui.theme.raised, 4);
    ui.picture.outline(cap, {ui.theme.edge, 1}, 4);
    ui.picture.text_in(cap, key, type::small_strong, ui.theme.text, Align::center);
    x += wide + 5;
  }
  Font font = type::small;
  const std::string text = ui.say(fmt::format("help.{}", line.text));
  const float from = std::max(x + 8, row.x + 186);
  while (font.size > 11 && ui.width(text, font) > row.right() - from)
    font.size -= 0.5F;
  ui.picture.text({from, row.y + 3 + std::min(23.0F, row.h - 4) / 2 + 4.5F}, text, font,
                  ui.theme.second);
}

void draw_help(Ui& ui, Box surface) {
  const Box box = centered(surface, 1100, 660);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  ui.picture.text({in.x, in.y + 18}, ui.title("help.title"), type::title, ui.theme.text);
  in.take_top(38);
  const auto lines = help_lines();
  std::size_t groups = 0;
  std::string_view group;
  for (const HelpLine& line : lines)
    if (line.group != group) {
      group = line.group;
      ++groups;
    }
  const float rows = static_cast<float>(lines.size()) + 1.5F * static_cast<float>(groups);
  const float pitch = std::min(32.0F, in.h / (rows / 2 + 2));
  Box column = in.take_left((in.w - 28) / 2, 28);
  float used = 0;
  bool second = false;
  group = {};
  for (const HelpLine& line : lines) {
    if (line.group != group) {
      group = line.group;
      if (!second && used > rows / 2 - 1) {
        column = in;
        second = true;
      }
      const Box head = column.take_top(pitch * 1.25F);
      ui.picture.text({head.x, head.bottom() - 8}, ui.title(fmt::format("help.group.{}", group)),
                      type::strong, ui.theme.text);
      used += 1.5F;
    }
    draw_help_line(ui, line, column.take_top(pitch));
    used += 1;
  }
  ui.picture.leave();
}

void draw_about(Ui& ui, Box surface) {
  const Box box = centered(surface, 560, 250);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  figure::draw_icon(ui.picture, Icon::chip, {in.x, in.y, 44, 44}, ui.theme.cpu);
  ui.picture.text({in.x + 60, in.y + 22}, ui.say("about.name"), type::title, ui.theme.text);
  ui.picture.text({in.x + 60, in.y + 44}, ui.say("about.version", {{"version", COPYSCOPE_VERSION}}),
                  type::small, ui.theme.second);
  in.take_top(66);
  for (const char* const key : {"about.what", "about.libraries", "about.licence"})
    in.take_top(ui.picture.paragraph(in, ui.say(key), type::body, ui.theme.second) + 10);
  ui.picture.leave();
}

} // namespace

void draw_errors(Ui& ui, const Scene& scene, Box box) {
  const auto complaints = scene.session.complaints();
  if (complaints.empty()) return;
  const Complaint& first = complaints.front();
  ui.picture.fill(box, ui.theme.error, 8);
  ui.picture.outline(box, {ui.theme.accent, 1}, 8);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  Box in = box.inset(16, 10);
  ui.icon_button(in.take_right(32, 12).inset(0, 2), Icon::cross, {action::back, 0, ""},
                 ui.say("tip.back"));
  std::string place = first.file.substr(first.file.rfind('/') + 1);
  if (first.line > 0)
    place += (place.empty() ? "" : ": ") +
             ui.say("error.place", {{"n", fmt::format("{}", first.line)},
                                    {"column", fmt::format("{}", first.column)}});
  const std::string message = first.key.empty()
                                  ? figure::translated(first.message, ui.style.language)
                                  : ui.say(fmt::format("session.{}", first.key));
  if (complaints.size() > 1)
    place += "   " + ui.say("error.more", {{"n", fmt::format("{}", complaints.size() - 1)}});
  const Box head = in.take_top(20);
  ui.picture.text({head.x, head.y + 14},
                  figure::shortened(place, type::small_strong, head.w * 0.6F, ui.style.measure),
                  type::small_strong, ui.theme.text);
  if (scene.session.is_open())
    ui.picture.text({head.right(), head.y + 14}, ui.say("error.kept"), type::small, ui.theme.text,
                    Align::right);
  ui.picture.paragraph(in, figure::shortened(message, type::body, in.w * 1.9F, ui.style.measure),
                       type::body, ui.theme.text);
  ui.picture.leave();
}

void draw_overlays(Ui& ui, const Scene& scene, Box surface) {
  draw_inspected(ui, scene, surface);
  draw_notice(ui, scene, surface);
  draw_opening(ui, scene, surface);
  const std::string& menu = scene.choices.menu;
  draw_saved(ui, scene, surface);
  if (menu == "reference") draw_references(ui, scene, surface);
  if (menu == "scenarios") draw_scenarios(ui, scene, surface);
  if (menu == "cases" && scene.session.is_open()) draw_cases(ui, scene, surface);
  if (menu == "until" && scene.has_trace()) draw_until_menu(ui, scene, surface);
  if (menu == "context") draw_context_menu(ui, scene, surface);
  if (menu == "compare") draw_compared(ui, scene, surface);
  if (scene.choices.fifth) draw_fifth(ui, scene, surface);
  if (menu == "open") draw_file_dialog(ui, scene, surface, false);
  if (menu == "export") draw_export_dialog(ui, scene, surface);
  if (menu == "save" && scene.session.is_open()) draw_file_dialog(ui, scene, surface, true);
  if (scene.choices.help) draw_help(ui, surface);
  if (scene.choices.about) draw_about(ui, surface);
  draw_errors(ui, scene, {surface.x + margin, surface.bottom() - 92, surface.w - 2 * margin, 80});
  draw_confirm(ui, scene, surface);
}

} // namespace copyscope::gui
