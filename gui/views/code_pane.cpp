// Which case, and the method's pseudo-C with the line that runs now.
#include "figure/charts/listing.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float line_height = 20;

/// The line that the current step belongs to: its own label's, or that of the call it came from.
int lit_line(const Scene& scene, const assets::Method& method) {
  if (!scene.has_trace()) return 0;
  const trace::Trace& trace = *scene.trace;
  const std::int64_t step = trace.step_number(scene.cursor());
  if (step == 0) return 0;
  return method.line_of(trace.label(trace[trace.step(step)]));
}

} // namespace

void draw_case_picker(Ui& ui, const Scene& scene, Box box) {
  ui.picture.fill(box, ui.theme.panel, 8);
  ui.picture.outline(box, {ui.theme.edge, 1}, 8);
  ui.picture.enter(box);
  const Box back{box.x, box.y, 38, box.h}, on{box.right() - 38, box.y, 38, box.h};
  const auto arrow = [&](Box at, Icon icon, const char* name) {
    const Action action{name, 0, ""};
    if (ui.is_hovered(action)) ui.picture.fill(at.inset(3), ui.theme.selected, 6);
    figure::draw_icon(ui.picture, icon, {at.center().x - 8, at.center().y - 8, 16, 16},
                      ui.theme.text);
    ui.picture.region(at, action, ui.say(fmt::format("tip.{}", name)));
  };
  arrow(back, Icon::left, action::case_back);
  arrow(on, Icon::right, action::case_on);
  const Action menu{action::menu, 0, "cases"};
  const Box middle{back.right(), box.y, on.x - back.right(), box.h};
  if (ui.is_hovered(menu)) ui.picture.fill(middle.inset(0, 3), ui.theme.selected, 6);
  for (const float x : {middle.x, middle.right()})
    ui.picture.line({x, box.y + 10}, {x, box.bottom() - 10}, {ui.theme.edge.faded(0.6F), 1});
  const std::string count =
      ui.say("top.case_of", {{"n", fmt::format("{}", scene.session.shown_case() + 1)},
                             {"all", fmt::format("{}", scene.session.case_count())}});
  const float wide =
      ui.picture.text({middle.x + 12, box.center().y + 5.4F}, count, type::body, ui.theme.second);
  const float room = middle.w - wide - 12 - 10 - 26;
  const std::string& title = scene.shown().title.in(ui.style.language);
  const Box cell{middle.x + 20 + wide, box.y, room, box.h};
  Font font = type::strong;
  while (font.size > 13 && ui.width(title, font) > room)
    font.size -= 0.5F;
  if (ui.width(title, font) <= room) {
    ui.picture.text_in(cell, title, font, ui.theme.text);
  } else { // on two lines
    constexpr Font small{Face::medium, type::tiny.size};
    std::string shown = title;
    std::vector<std::string> lines = figure::wrap(shown, small, room, ui.style.measure);
    for (float share = 1.9F; lines.size() > 2 && share > 0.5F; share -= 0.1F) {
      shown = figure::shortened(title, small, room * share, ui.style.measure);
      lines = figure::wrap(shown, small, room, ui.style.measure);
    }
    const float height = small.line() * static_cast<float>(lines.size());
    ui.picture.paragraph({cell.x, cell.center().y - height / 2 + 1, room, height}, shown, small,
                         ui.theme.text);
  }
  figure::draw_icon(ui.picture, Icon::down, {middle.right() - 26, box.center().y - 8, 16, 16},
                    ui.theme.second);
  ui.picture.region(middle, menu, ui.say("tip.cases"));
  ui.picture.leave();
}

void draw_source(Ui& ui, const Scene& scene, Box box) {
  if (!scene.real.is_available() || scene.session.is_saved_trace()) return;
  const bool measured = scene.real.trace(scene.shown().id) != nullptr;
  const Action real =
      measured ? Action{action::source, 0, "real"} : Action{action::view, 0, "real"};
  const std::vector<Ui::Segment> sources = {
      {ui.say("compare.simulated"), {action::source, 0, "simulated"}, ui.say("tip.simulated")},
      {ui.say("compare.real"), real, ui.say(measured ? "tip.source_real" : "tip.not_measured")}};
  ui.segments(box.take_right(ui.segments_width(sources)), sources,
              scene.has_trace() && scene.trace->header().source == trace::Source::real ? 1 : 0);
}

float code_height(const Scene& scene) {
  const assets::Method* const method = assets::method(scene.shown().method);
  const std::size_t without = scene.session.has_scenario() ? 1 : 4; // lines of a sentence
  return 54 + line_height * static_cast<float>(method ? method->listing.size() : without);
}

void draw_code(Ui& ui, const Scene& scene, Box box) {
  const Box in = ui.enter_panel(box);
  const float head =
      ui.picture.text({in.x, in.y + 14}, ui.title("pane.code"), type::heading, ui.theme.text);
  if (!scene.choices.presenting && !scene.lesson.hides_counters())
    ui.icon_button({in.x + head + 8, in.y - 5, 28, 28}, Icon::info, {action::explain, 0, ""},
                   ui.say("tip.explain"), scene.explains ? Ui::Look::chosen : Ui::Look::plain);
  if (scene.choices.view == View::stage && !scene.choices.presenting)
    draw_source(ui, scene, {in.x, in.y - 5, in.w + 4, 28});
  const assets::Method* const method = assets::method(scene.shown().method);
  if (!method) {
    if (!scene.session.has_scenario())
      ui.picture.paragraph({in.x, in.y + 28, in.w, in.h - 28}, ui.say("code.no_scenario"),
                           type::small, ui.theme.second);
    return ui.leave();
  }
  const int lit = lit_line(scene, *method);
  const Box listing{box.x + 6, in.y + 28, box.w - 12, in.h - 28};
  const std::vector<figure::ListingRow> rows =
      figure::listing_rows(*method, lit, listing, line_height);
  for (const figure::ListingRow& row : rows) {
    if (!row.runs) continue;
    const Action action{action::line, row.line, ""};
    if (!row.lit && ui.is_hovered(action))
      ui.picture.fill(row.box, ui.theme.selected.faded(0.6F), 4);
    ui.picture.region(row.box, action, ui.say("tip.line"));
  }
  figure::draw_listing(ui.picture, *method, rows, type::code.size, ui.style);
  ui.leave();
}

} // namespace copyscope::gui
