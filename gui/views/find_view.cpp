// Looking for rows, and playing on to the next one of a kind.
#include "gui/session/keys.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <fmt/format.h>

namespace copyscope::gui {

namespace {

/// "3 of 128"; while they are counted, how far that is.
std::string count_text(Ui& ui, const Scene& scene) {
  const Finder& finder = scene.finder;
  if (!finder.has_query()) return "";
  if (finder.found_nothing()) return ui.say("find.nothing");
  const std::string all = figure::grouped(finder.matches());
  if (finder.progress() < 1)
    return ui.say("find.counting",
                  {{"n", all}, {"percent", fmt::format("{:.0f}", finder.progress() * 100)}});
  const auto number = finder.number_of(scene.rows.current());
  if (!number) return ui.say("find.matches", {{"n", all}});
  return ui.say("find.number_of", {{"n", figure::grouped(*number)}, {"all", all}});
}

} // namespace

void draw_find_bar(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.finder.is_open() || !scene.has_trace()) return;
  const float wide = std::min(560.0F, surface.w - 2 * margin);
  const Box box{surface.right() - margin - wide, surface.y + header_height + 8, wide, 78};
  ui.picture.fill(box, ui.theme.panel, 8);
  ui.picture.outline(box, {ui.theme.accent, 1}, 8);
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  Box in = box.inset(12, 10);
  Box row = in.take_top(36, 4);
  ui.icon_button(row.take_right(34), Icon::cross, {action::find_close, 0, ""}, ui.say("tip.back"));
  row.take_right(6);
  ui.icon_button(row.take_right(34), Icon::right, {action::find_on, 0, ""}, ui.say("tip.find_on"));
  row.take_right(6);
  ui.icon_button(row.take_right(34), Icon::left, {action::find_back, 0, ""},
                 ui.say("tip.find_back"));
  row.take_right(8);
  const Box count = row.take_right(150, 8);
  ui.picture.text_in(
      count,
      figure::shortened(count_text(ui, scene), type::small_strong, count.w, ui.style.measure),
      type::small_strong, ui.theme.text, Align::right);
  figure::draw_icon(ui.picture, Icon::search, {row.x, row.y + 9, 18, 18}, ui.theme.second);
  row.take_left(26);
  ui.picture.fill(row, ui.theme.well, 6);
  ui.picture.outline(row, {ui.theme.edge, 1}, 6);
  const Box text = row.inset(10, 0);
  ui.picture.text_in(text,
                     figure::shortened(scene.finder.text(), type::body, text.w, ui.style.measure),
                     type::body, ui.theme.text);
  ui.picture.region(row, {"field", 3, "find=" + scene.finder.text()});
  ui.picture.text_in(in,
                     figure::shortened(ui.say("find.hint"), type::small, in.w, ui.style.measure),
                     type::small, ui.theme.second);
  ui.picture.leave();
}

/// Above the transport, whose button opens it.
void draw_until_menu(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  for (const StopKey& each : stop_keys)
    items.push_back({ui.title("until." + std::string(each.what),
                              {{"offset", figure::grouped(scene.choices.follow)}}),
                     std::string(each.key),
                     {action::stop_at, 0, std::string(each.what)}});
  items.push_back({ui.title("transport.stop_each"),
                   "",
                   {action::stop_each, 0, ""},
                   scene.player.stops_after_each_step()});
  const float high = list_row * static_cast<float>(items.size()) + 12;
  const float bottom = surface.bottom() - timeline_height(scene) - 50;
  draw_list(ui, surface, {surface.center().x - 170, std::max(header_height, bottom - high)}, 340,
            items);
}

} // namespace copyscope::gui
