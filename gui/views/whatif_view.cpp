// Every parameter as a slider and a field, in groups that fold; beside them what the change has
// done, and the branch.
#include "gui/control/field_for.h"
#include "gui/session/gestures.h"
#include "gui/session/knob_groups.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float knob_height = 46, group_head_height = 30;
constexpr std::size_t few_knobs = 20; ///< that are found without being looked for

void draw_flag(Ui& ui, const Knob& knob, Box box) {
  const std::vector<Ui::Segment> ways = {
      {ui.say("top.off"), {action::set, 0, knob.key + "=false"}, ""},
      {ui.say("top.on"), {action::set, 0, knob.key + "=true"}, ""}};
  ui.segments(box.take_left(ui.segments_width(ways)), ways, knob.on ? 1 : 0);
}

void draw_knob(Ui& ui, const Knob& knob, Box box) {
  ui.picture.enter(box);
  const std::string name = figure::heading(knob.text_key, ui.style.language);
  Box head = box.take_top(std::min(20.0F, box.h * 0.46F));
  if (knob.changed()) {
    const Action reset{action::reset, 0, knob.key};
    const std::string was = ui.say("whatif.was", {{"value", with_micro(knob.unchanged)}});
    const float wide = ui.width(was, type::tiny);
    if (wide + ui.width(name, type::small_strong) + 24 <= head.w) {
      ui.picture.text({head.right(), head.y + 14}, was, type::tiny, ui.theme.second, Align::right);
      ui.picture.region({head.right() - wide - 4, head.y, wide + 4, 20}, reset,
                        ui.say("tip.reset"));
    }
  }
  Font font = knob.changed() ? type::small_strong : type::small;
  while (font.size > 10.5F && ui.width(name, font) > head.w)
    font.size -= 0.5F;
  ui.picture.text({head.x, head.y + 14}, name, font,
                  knob.changed() ? ui.theme.text : ui.theme.second);
  if (knob.kind == Knob::Kind::flag) {
    draw_flag(ui, knob, box.inset(0, -1));
  } else {
    const Box field = box.take_right(96, 14);
    ui.picture.fill(field.inset(0, 0), ui.theme.well, 5);
    ui.picture.outline(field, {ui.theme.edge, 1}, 5);
    ui.picture.text_in(field,
                       figure::shortened(with_micro(knob.value), type::small_strong, field.w - 10,
                                         ui.style.measure),
                       type::small_strong, ui.theme.text, Align::center);
    ui.picture.region(field, {"field", 0, fmt::format("{}={}", knob.key, knob.value)});
    ui.slider(box.inset(9, 0), knob.position, -1, knob.key);
  }
  ui.picture.leave();
}

/// A head, or a value below it.
struct Item {
  const KnobGroup* group = nullptr;
  const Knob* knob = nullptr; ///< nullptr: the group's head

  float height() const { return knob ? knob_height : group_head_height; }
};

std::vector<Item> items_of(const std::vector<KnobGroup>& groups) {
  std::vector<Item> items;
  for (const KnobGroup& group : groups) {
    items.push_back({&group, nullptr});
    if (!group.is_open) continue;
    for (const Knob* const knob : group.knobs)
      items.push_back({&group, knob});
  }
  return items;
}

/// Two columns as long as each other; the second begins with the head of its group.
using KnobColumn = std::vector<Item>;

float height_of(const KnobColumn& column) {
  float all = 0;
  for (const Item& item : column)
    all += item.height();
  return all;
}

/// Where the second column begins: half-way down, at a head where one is near. To break within a
/// group is as bad as so much more on one side.
std::size_t break_of(const std::vector<Item>& items, float within_a_group) {
  const float half = height_of(items) / 2;
  std::size_t best = items.size();
  float least = half, above = 0;
  for (std::size_t i = 1; i < items.size(); ++i) {
    above += items[i - 1].height();
    const bool is_after_head = items[i].knob && !items[i - 1].knob;
    const float cost = std::abs(above - half) + (items[i].knob ? within_a_group : 0);
    if (is_after_head || cost >= least) continue;
    least = cost;
    best = i;
  }
  return best;
}

std::array<KnobColumn, 2> columns_of(const std::vector<Item>& items, float within_a_group) {
  const auto second = items.begin() + static_cast<std::ptrdiff_t>(break_of(items, within_a_group));
  std::array<KnobColumn, 2> columns{KnobColumn(items.begin(), second),
                                    KnobColumn(second, items.end())};
  if (!columns[1].empty() && columns[1].front().knob)
    columns[1].insert(columns[1].begin(), {columns[1].front().group, nullptr});
  return columns;
}

float tallest_of(const std::array<KnobColumn, 2>& columns) {
  return std::max(height_of(columns[0]), height_of(columns[1]));
}

constexpr float closest = 0.88F; ///< of the usual height, before they are scrolled

/// Groups stay whole, unless all fits only where one does not.
std::array<KnobColumn, 2> columns_in(const std::vector<Item>& items, float height) {
  std::array<KnobColumn, 2> whole = columns_of(items, 110);
  if (tallest_of(whole) * closest <= height) return whole;
  const std::array<KnobColumn, 2> even = columns_of(items, 20);
  return tallest_of(even) * closest <= height ? even : whole;
}

/// Its name, whether it is open, and how many of its values differ from the file's.
void draw_group_head(Ui& ui, const KnobGroup& group, Box box) {
  const Action action{action::knob_group, 0, group.name};
  const Box area = box.inset(-4, 1);
  if (ui.is_hovered(action)) ui.picture.fill(area, ui.theme.selected, 5);
  ui.picture.enter(box);
  figure::draw_icon(ui.picture, group.is_open ? Icon::down : Icon::right,
                    {box.x, box.center().y - 6, 12, 12}, ui.theme.second);
  const std::string count =
      group.changed > 0 ? ui.say("whatif.group_changed", {{"n", fmt::format("{}", group.changed)}})
      : group.is_open   ? std::string()
                        : fmt::format("{}", group.knobs.size());
  const Font font = group.changed > 0 ? type::small_strong : type::small;
  const float room = box.w - 18 - (count.empty() ? 0 : ui.width(count, font) + 10);
  ui.picture.text({box.x + 18, box.center().y + 5.2F},
                  figure::shortened(ui.title(fmt::format("whatif.group.{}", group.name)),
                                    type::strong, room, ui.style.measure),
                  type::strong, ui.theme.text);
  if (!count.empty())
    ui.picture.text({box.right(), box.center().y + 4.7F}, count, font,
                    group.changed > 0 ? ui.theme.text : ui.theme.second, Align::right);
  ui.picture.leave();
  ui.picture.region(area, action, ui.say("tip.knob_group"));
}

/// What of a column fits from `first` down; only what is seen whole.
void draw_column(Ui& ui, const KnobColumn& column, Box box, float first, float squeeze) {
  float y = box.y - first;
  for (const Item& item : column) {
    const float high = item.height() * squeeze;
    Box row{box.x, y, box.w, high};
    y += high;
    if (row.y < box.y - 0.5F || row.bottom() > box.bottom() + 0.5F) continue;
    if (!item.knob) {
      draw_group_head(ui, *item.group, {row.x, row.y, row.w, std::min(row.h, 26.0F)});
      continue;
    }
    row.h = std::min(knob_height - 4, row.h);
    draw_knob(ui, *item.knob, row);
  }
}

/// How much is seen, and where; with the keyboard on it, arrows scroll.
void draw_knobs_rail(Ui& ui, Box rail, float first, float seen, float all) {
  const Box inner{rail.x + 4, rail.y, 6, rail.h};
  ui.picture.fill(inner, ui.theme.well, 3);
  const float high = std::max(28.0F, rail.h * seen / all);
  ui.picture.fill(
      {inner.x, rail.y + (rail.h - high) * first / std::max(1.0F, all - seen), inner.w, high},
      ui.theme.edge, 3);
}

/// Where they nearly fit, they are a little closer; else they are scrolled.
void flow_knobs(Ui& ui, const Scene& scene, const std::vector<KnobGroup>& groups, Box in) {
  constexpr float gap = 26;
  const std::array<KnobColumn, 2> columns = columns_in(items_of(groups), in.h);
  const float all = tallest_of(columns);
  const float squeeze = in.h < all * closest ? 1 : std::min(1.0F, in.h / all);
  const float most = std::max(0.0F, all * squeeze - in.h);
  const auto scrolled = scene.choices.scrolled.find(knobs_list);
  const float wanted =
      scrolled == scene.choices.scrolled.end() ? 0 : static_cast<float>(scrolled->second) / 10;
  const float first = std::min(most, wanted);
  if (most > 0) {
    const auto left = static_cast<std::int64_t>(std::ceil((most - first) * 10));
    const Action scroll{region::scroll, left + 1, knobs_list};
    const Box rail = in.take_right(14, 8);
    ui.picture.region(in, scroll);
    draw_knobs_rail(ui, rail, first, in.h, all * squeeze);
    ui.picture.region(rail, scroll);
  }
  const Box left = in.take_left((in.w - gap) / 2, gap);
  draw_column(ui, columns[0], left, first, squeeze);
  draw_column(ui, columns[1], in, first, squeeze);
}

/// Where there are many, one looks for a value by its name.
void draw_knob_search(Ui& ui, const Scene& scene, std::size_t found, std::size_t all, Box row) {
  const std::string& sought = scene.choices.knobs.sought;
  const Box field = row.take_left(std::min(340.0F, row.w * 0.62F), 12);
  ui.picture.fill(field, ui.theme.well, 6);
  ui.picture.outline(field, {ui.theme.edge, 1}, 6);
  figure::draw_icon(ui.picture, Icon::search, {field.x + 9, field.center().y - 8, 16, 16},
                    ui.theme.second);
  const Box in{field.x + 32, field.y, field.w - 38, field.h};
  ui.picture.enter(field);
  ui.picture.text_in(in,
                     figure::shortened(sought.empty() ? ui.say("whatif.seek") : sought, type::body,
                                       in.w, ui.style.measure),
                     type::body, sought.empty() ? ui.theme.second : ui.theme.text);
  ui.picture.leave();
  ui.picture.region(
      in, {region::field, region::told_as_typed, fmt::format("{}={}", field_key::knob, sought)},
      ui.say("tip.knob_seek"));
  if (sought.empty()) return;
  const std::string count = found == 0 ? ui.say("whatif.found_nothing")
                                       : ui.say("whatif.sought", {{"n", fmt::format("{}", found)},
                                                                  {"all", fmt::format("{}", all)}});
  ui.picture.text_in(row, figure::shortened(count, type::small, row.w, ui.style.measure),
                     type::small, ui.theme.second);
}

void draw_knobs(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  Box head = in.take_top(34, 6);
  ui.picture.text({head.x, head.y + 22}, ui.title("view.whatif"), type::heading, ui.theme.text);
  const auto button = [&](const char* key, const char* name, bool can) {
    const std::string text = ui.title(key);
    ui.button(head.take_right(ui.button_width(text), 8), text, {name, 0, ""},
              can ? Ui::Look::plain : Ui::Look::disabled);
  };
  button("whatif.save", action::save, true);
  button("whatif.reset_all", action::reset, scene.what_if.can_reset());
  ui.icon_button(head.take_right(36, 6), Icon::redo, {action::redo, 0, ""}, ui.say("tip.redo"),
                 scene.what_if.can_redo() ? Ui::Look::plain : Ui::Look::disabled);
  ui.icon_button(head.take_right(36, 6), Icon::undo, {action::undo, 0, ""}, ui.say("tip.undo"),
                 scene.what_if.can_undo() ? Ui::Look::plain : Ui::Look::disabled);
  const std::vector<Knob> knobs =
      scene.choices.branching ? scene.branch.knobs() : scene.what_if.knobs();
  const std::vector<KnobGroup> groups =
      groups_of(knobs, scene.choices.knobs, scene.what_if.level());
  std::size_t found = 0;
  for (const KnobGroup& group : groups)
    found += group.knobs.size();
  if (knobs.size() > few_knobs)
    draw_knob_search(ui, scene, found, knobs.size(), in.take_top(32, 8));
  if (!groups.empty()) flow_knobs(ui, scene, groups, in);
  ui.leave();
}

/// Of a run without a scenario: why there is nothing here.
void draw_nothing_to_change(Ui& ui, Box box) {
  const Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 22}, ui.title("view.whatif"), type::heading, ui.theme.text);
  ui.picture.paragraph({in.x, in.y + 40, std::min(in.w, 720.0F), in.h - 40},
                       ui.say("whatif.no_scenario"), type::body, ui.theme.second);
  ui.leave();
}

} // namespace

void draw_whatif_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_timeline_pane(ui, scene, box.take_bottom(timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(8);
  draw_transport(ui, scene, box.take_bottom(36 + 10).inset(0, 5));
  box.h -= 4;
  if (!scene.session.has_scenario()) return draw_nothing_to_change(ui, box);
  Box right = box.take_right(std::max(430.0F, box.w * 0.38F), 12);
  draw_case_picker(ui, scene, right.take_top(40, pane_gap));
  const Box branch = right.take_bottom(146, pane_gap);
  draw_changes(ui, scene, right);
  draw_branch(ui, scene, branch);
  draw_knobs(ui, scene, box);
}

} // namespace copyscope::gui
