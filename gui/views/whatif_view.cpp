// Every parameter as a slider and a field; beside them the stage, and what the change has done.
#include "figure/ledger_chart.h"
#include "figure/stage.h"
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
  flow_knobs(ui, scene.what_if.knobs(), in);
  ui.leave();
}

/// Before and after, case by case.
void draw_changes(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("whatif.against_before"), type::heading,
                  ui.theme.text);
  in.take_top(28);
  if (!scene.what_if.has_before()) {
    ui.picture.paragraph(in, ui.say("whatif.nothing_yet"), type::body, ui.theme.second);
    return ui.leave();
  }
  static constexpr const char* figures[] = {"duration", "cpu.time_ps", "syscalls", "copies.cpu"};
  const float name_width = in.w * 0.3F;
  const float cell = (in.w - name_width) / 4;
  Box head = in.take_top(22);
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string text = ui.say(fmt::format("ledger.{}", figures[i]));
    Font font = type::small;
    while (font.size > 10 && ui.width(text, font) > cell - 6)
      font.size -= 0.5F;
    ui.picture.text({head.x + name_width + cell * static_cast<float>(i + 1), head.y + 14}, text,
                    font, ui.theme.second, Align::right);
  }
  for (const WhatIf::Change& change : scene.what_if.changes()) {
    if (in.h < 40) break;
    const Box row = in.take_top(42);
    const std::string title = scene.session.which(change.case_index).title.in(ui.style.language);
    ui.picture.text({row.x, row.y + 16},
                    figure::shortened(title, type::small_strong, name_width - 8, ui.style.measure),
                    type::small_strong, ui.theme.text);
    for (std::size_t i = 0; i < 4; ++i) {
      const float x = row.x + name_width + cell * static_cast<float>(i + 1);
      const std::string after =
          change.after ? figure::shown(*change.after, figures[i]) : "…";
      const std::string before =
          change.before ? figure::shown(*change.before, figures[i]) : "…";
      const bool differs = after != before;
      Font font = differs ? type::small_strong : type::small;
      while (font.size > 10 && ui.width(after, font) > cell - 6)
        font.size -= 0.5F;
      ui.picture.text({x, row.y + 16}, after, font, differs ? ui.theme.text : ui.theme.second,
                      Align::right);
      if (differs)
        ui.picture.text({x, row.y + 33}, before, type::tiny, ui.theme.second, Align::right);
    }
  }
  ui.leave();
}

/// "From here on": the switches that a branch can flip, and where the two runs part.
void draw_branch(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box);
  ui.picture.text({in.x, in.y + 14}, ui.title("whatif.branch"), type::heading, ui.theme.text);
  in.take_top(26);
  Box buttons = in.take_top(34, 6);
  const bool gathers = scene.shown().machine.nic.scatter_gather;
  const auto offer = [&](const std::string& text, const std::string& setting) {
    const bool on = scene.branch.is_there() && scene.branch.setting() == setting;
    const float wide = std::min(buttons.w, ui.button_width(text));
    ui.button(buttons.take_left(wide, 8), text, {action::branch, 0, setting},
              on ? Ui::Look::chosen : Ui::Look::plain, ui.say("tip.branch"));
  };
  offer(ui.title("whatif.gathers") + (gathers ? ": " + ui.say("top.off") : ""),
        fmt::format("machine.nic.scatter_gather={}", gathers ? "false" : "true"));
  const bool cold = scenario::resident_prefix(scene.shown().workload) == Bytes(0);
  offer(ui.title(cold ? "whatif.warm" : "whatif.cold"),
        cold ? "workload.page_cache=warm" : "workload.page_cache=cold");
  if (!scene.branch.is_there()) return ui.leave();
  if (!scene.branch.other()) {
    ui.picture.paragraph(in, ui.say("top.simulating"), type::small, ui.theme.second);
    return ui.leave();
  }
  const trace::SpanId at = scene.branch.parts_at();
  const trace::Trace& other = *scene.branch.other();
  if (at == trace::no_span || at >= other.size()) {
    ui.picture.paragraph(in, ui.say("whatif.never_parts"), type::small, ui.theme.second);
    return ui.leave();
  }
  const float used = ui.picture.paragraph(
      in, fmt::format("{} {}", ui.say("whatif.parts_here"), figure::time_text(other[at].begin)),
      type::small_strong, ui.theme.text);
  in.take_top(used);
  ui.picture.region({in.x, in.y - used, in.w, used}, {action::row, at, ""});
  if (in.h > 36)
    ui.picture.paragraph(in, figure::sentence_of(other, at, ui.style.language), type::small,
                         ui.theme.second);
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
  Box right = box.take_right(std::max(430.0F, box.w * 0.38F), 12);
  draw_case_picker(ui, scene, right.take_top(40, pane_gap));
  Box branch = right.take_bottom(136, pane_gap);
  draw_changes(ui, scene, right);
  draw_branch(ui, scene, branch);
  draw_knobs(ui, scene, box);
}

} // namespace copyscope::gui
