// Looking for rows, and playing on to the next one of a kind.
#include "gui/control/field_for.h"
#include "gui/control/keys.h"
#include "gui/session/gestures.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
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

float find_height(const Scene& scene) {
  return scene.finder.is_open() && scene.has_trace() ? 48 : 0;
}

float view_top(const Scene& scene) {
  return header_height + find_height(scene);
}

/// One line: what is looked for, how many there are, the way through them, what can be asked for.
void draw_find_bar(Ui& ui, const Scene& scene, Box box) {
  ui.picture.fill(box, ui.theme.panel);
  ui.picture.enter(box);
  Box row = box.inset(margin, 6);
  figure::draw_icon(ui.picture, Icon::search, {row.x, row.center().y - 9, 18, 18}, ui.theme.second);
  row.take_left(26);
  const Box field = row.take_left(std::min(360.0F, row.w * 0.34F), 12);
  ui.picture.fill(field, ui.theme.well, 6);
  ui.picture.outline(field, {ui.theme.edge, 1}, 6);
  const Box in = field.inset(10, 0);
  const std::string& sought = scene.finder.text();
  ui.picture.text_in(in, figure::shortened(sought, type::body, in.w, ui.style.measure), type::body,
                     ui.theme.text);
  ui.picture.region(field, {region::field, region::typing_begins | region::told_as_typed,
                            fmt::format("{}={}", field_key::find, sought)});
  ui.icon_button(row.take_left(34, 6), Icon::left, {action::find_back, 0, ""},
                 ui.say("tip.find_back"));
  ui.icon_button(row.take_left(34, 12), Icon::right, {action::find_on, 0, ""},
                 ui.say("tip.find_on"));
  const std::string count = count_text(ui, scene);
  const Box counted = row.take_left(ui.width(count, type::small_strong) + 1, 16);
  ui.picture.text_in(counted, count, type::small_strong, ui.theme.text);
  ui.icon_button(row.take_right(34, 12), Icon::cross, {action::find_close, 0, ""},
                 ui.say("tip.back"));
  const std::string hint = ui.say("find.hint");
  if (ui.width(hint, type::small) <= row.w)
    ui.picture.text_in(row, hint, type::small, ui.theme.second);
  ui.picture.leave();
}

/// Above the transport, whose button opens it.
void draw_until_menu(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  std::size_t byte = 0;
  for (const StopKey& each : stop_keys) {
    if (each.what == "byte") byte = items.size();
    items.push_back({ui.title("until." + std::string(each.what)),
                     std::string(each.key),
                     {action::stop_at, 0, std::string(each.what)}});
  }
  items.push_back({ui.title("transport.stop_each"),
                   "",
                   {action::stop_each, 0, ""},
                   scene.player.stops_after_each_step()});
  const float high = list_row * static_cast<float>(items.size()) + 12;
  const float bottom = surface.bottom() - timeline_height(scene) - 50;
  Box rows =
      draw_list(ui, surface, {surface.center().x - 190, std::max(view_top(scene), bottom - high)},
                380, items);
  // Which byte: the one that is followed.
  const float row = rows.h / static_cast<float>(items.size());
  rows.take_top(row * static_cast<float>(byte));
  const Box field = Box{rows.right() - 154, rows.y, 124, row}.inset(0, 4);
  const std::string offset = fmt::format("{}", scene.choices.follow);
  ui.picture.fill(field, ui.theme.well, 6);
  ui.picture.outline(field, {ui.theme.edge, 1}, 6);
  ui.picture.text_in(field.inset(8, 0), offset, type::body, ui.theme.text);
  ui.picture.region(field, {region::field, 0, fmt::format("{}={}", field_key::follow, offset)},
                    ui.say("tip.until_byte"));
}

} // namespace copyscope::gui
