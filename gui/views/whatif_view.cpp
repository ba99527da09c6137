// Every parameter as a slider and a field; beside them what the change has done, and the branch.
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float knob_height = 46;

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

/// The knobs in two columns, group by group; the second begins where the first is full.
void flow_knobs(Ui& ui, const std::vector<Knob>& knobs, Box in) {
  constexpr float head = 22, gap = 26;
  float needed = 0;
  std::string group;
  for (const Knob& knob : knobs) {
    needed += knob_height + (knob.group != group ? head : 0);
    group = knob.group;
  }
  const float squeeze = std::min(1.0F, in.h / (needed / 2 + knob_height + head));
  const float half = needed / 2 * squeeze;
  Box column = in.take_left((in.w - gap) / 2, gap);
  const float top = column.y;
  bool second = false;
  group.clear();
  for (const Knob& knob : knobs) {
    if (!second && column.y - top >= half) {
      column = in;
      second = true;
      group.clear(); // its name stands at the top of the second column too
    }
    if (knob.group != group) {
      group = knob.group;
      const Box name = column.take_top(head * squeeze);
      ui.picture.text({name.x, name.bottom() - 6}, ui.title(fmt::format("whatif.group.{}", group)),
                      type::strong, ui.theme.text);
    }
    Box row = column.take_top(knob_height * squeeze);
    row.h = std::min(42.0F, row.h);
    draw_knob(ui, knob, row);
  }
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
  flow_knobs(ui, scene.choices.branching ? scene.branch.knobs() : scene.what_if.knobs(), in);
  ui.leave();
}

} // namespace

namespace {

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
