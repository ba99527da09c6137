// The dialogs that open and save: a path that is typed, and below it the folder to choose from;
// which the export dialog shows too.
#include "gui/session/gestures.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float entry_height = FileBrowser::row_height;
constexpr float list_height = entry_height * FileBrowser::rows;

void draw_path(Ui& ui, const Scene& scene, Box box, bool saving) {
  ui.picture.fill(box, ui.theme.well, 6);
  ui.picture.outline(box, {ui.theme.accent, 1}, 6);
  const std::string path = saving ? scene.choices.save_path : std::string();
  const Box in = box.inset(8, 0);
  ui.picture.text_in(in, tail_of(ui, path, type::body, in.w), type::body, ui.theme.text);
  ui.picture.region(box,
                    {region::field, region::typing_begins | region::is_path,
                     fmt::format("{}={}", saving ? action::save : action::open, path)},
                    ui.say("files.path"));
}

/// Where one is, the way up, and what is shown.
void draw_folder(Ui& ui, const FileBrowser& browser, Box box) {
  const std::string up = ui.title("files.up");
  const Box button = box.take_left(ui.button_width(up) + 18, 12);
  ui.button(button, "    " + up, {action::browse, 0, ""},
            browser.has_parent() ? Ui::Look::plain : Ui::Look::disabled, ui.say("tip.folder_up"));
  figure::draw_icon(ui.picture, Icon::left, {button.x + 9, button.center().y - 7, 14, 14},
                    ui.theme.text);
  const std::string all = ui.say("files.all_kinds");
  const float wide = 26 + ui.width(all, type::body);
  ui.check({box.take_right(wide, 16).x, box.center().y}, all, browser.shows_all(),
           {action::browse_all, browser.shows_all() ? 0 : 1, ""});
  ui.picture.text_in(box, tail_of(ui, browser.folder(), type::strong, box.w), type::strong,
                     ui.theme.text);
}

void draw_entry(Ui& ui, const FileBrowser& browser, std::size_t index, Box row, Picking picking) {
  const FolderEntry& entry = browser.entries()[index];
  const std::string path = browser.path_of(index);
  const Action action{entry.is_folder                ? action::browse
                      : picking == Picking::to_write ? action::pick
                                                     : action::open,
                      0, path};
  if (ui.is_hovered(action)) ui.picture.fill(row.inset(2, 0), ui.theme.selected, 5);
  Box in = row.inset(12, 0);
  const Box icon = in.take_left(16, 10);
  if (entry.is_folder)
    figure::draw_icon(ui.picture, Icon::right, {icon.x, icon.center().y - 7, 14, 14},
                      ui.theme.second);
  const Font font = entry.is_folder ? type::strong : type::body;
  const std::string name = entry.is_folder ? entry.name + "/" : entry.name;
  ui.picture.text_in(in, figure::shortened(name, font, in.w, ui.style.measure), font,
                     ui.theme.text);
  ui.picture.region(row, action);
}

void draw_entries(Ui& ui, const Scene& scene, Box box, Picking picking) {
  const FileBrowser& browser = scene.browser;
  ui.picture.fill(box, ui.theme.raised, 6);
  ui.picture.outline(box, {ui.theme.edge, 1}, 6);
  ui.picture.region(box, {region::scroll, 0, FileBrowser::list});
  const auto all = browser.entries().size();
  if (all == 0) {
    const char* const why = browser.folder().empty() ? "files.unreadable" : "files.nothing_here";
    return (void)ui.picture.paragraph(box.inset(14, 10), ui.say(why), type::body, ui.theme.second);
  }
  const auto scrolled = scene.choices.scrolled.find(FileBrowser::list);
  const std::int64_t tenths = scrolled == scene.choices.scrolled.end() ? 0 : scrolled->second;
  const auto first =
      static_cast<std::size_t>(std::clamp<std::int64_t>(tenths, 0, browser.most_scrolled()) /
                               (FileBrowser::row_height * 10));
  Box rest = box;
  for (std::size_t i = first; i < std::min(all, first + FileBrowser::rows); ++i)
    draw_entry(ui, browser, i, rest.take_top(entry_height), picking);
  if (all <= FileBrowser::rows) return;
  // How much of it is seen.
  const auto share = [&](std::size_t n) { return static_cast<float>(n) / static_cast<float>(all); };
  ui.picture.fill({box.right() - 6, box.y + 3 + (box.h - 6) * share(first), 4,
                   (box.h - 6) * share(FileBrowser::rows)},
                  ui.theme.edge, 2);
}

} // namespace

void draw_file_browser(Ui& ui, const Scene& scene, Box box, Picking picking) {
  draw_folder(ui, scene.browser, box.take_top(32, 8));
  draw_entries(ui, scene, box.take_top(list_height), picking);
}

void draw_file_dialog(Ui& ui, const Scene& scene, Box surface, bool saving) {
  // What goes wrong is told below it.
  Box above = surface;
  above.h -= 100;
  const bool has_browser = scene.browser.folders().list != nullptr;
  const Box box = centered(above, 720, has_browser ? 264 + list_height : 228);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  ui.picture.text({in.x, in.y + 18}, ui.title(saving ? "whatif.save" : "home.open"), type::title,
                  ui.theme.text);
  in.take_top(42);
  ui.picture.text({in.x, in.y + 14}, ui.title("files.path"), type::small, ui.theme.second);
  in.take_top(22);
  draw_path(ui, scene, in.take_top(38, 14), saving);
  if (has_browser) {
    draw_file_browser(ui, scene, in.take_top(40 + list_height, 12),
                      saving ? Picking::to_write : Picking::to_open);
  }
  const char* const hint = !saving           ? "files.open_hint"
                           : scene.is_saving ? "saved.waiting"
                                             : "files.save_hint";
  ui.picture.paragraph(in, ui.say(hint), type::small, ui.theme.second);
  ui.picture.leave();
}

} // namespace copyscope::gui
