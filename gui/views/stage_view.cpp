// The view that a lesson is given from: code and ledger, stage, key and step, steps, timeline.
#include "figure/stage/flow_strip.h"
#include "figure/stage/stage.h"
#include "gui/session/real.h"
#include "gui/views/panes.h"
#include "gui/views/slide_stage.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

/// The routes of the case that is compared with, where its trace is there.
std::vector<figure::Route> ghosts_of(const Scene& scene) {
  const std::size_t index = scene.choices.reference;
  if (scene.lesson.hides_comparison()) return {};
  // A real run's copies are not seen, so none of them has fallen away.
  if (scene.trace->header().source == trace::Source::real) return {};
  if (index == scene.session.shown_case() || index >= scene.session.case_count()) return {};
  const auto& trace = scene.session.slot(index).trace();
  return trace ? figure::routes_of(*trace) : std::vector<figure::Route>();
}

void draw_left(Ui& ui, const Scene& scene, Box column) {
  draw_case_picker(ui, scene, column.take_top(40, pane_gap));
  const float code = std::min(code_height(scene), column.h * 0.46F);
  draw_code(ui, scene, column.take_top(code, pane_gap));
  draw_ledger_pane(ui, scene, column);
}

void draw_right(Ui& ui, const Scene& scene, Box column) {
  if (has_room_for_key(ui, scene, column))
    draw_key(ui, scene, column.take_top(key_height(scene), pane_gap));
  draw_this_step(ui, scene, column);
}

/// What is shown while there is no trace yet: how far its run is.
void draw_progress(Ui& ui, const Scene& scene, Box box) {
  ui.picture.fill(box, ui.theme.panel, 8);
  ui.picture.enter(box);
  const double done = scene.session.shown_slot().progress();
  const Point at = box.center();
  if (scene.session.shown_slot().is_counted()) {
    const float wide = std::min(440.0F, box.w - 40);
    ui.picture.paragraph({at.x - wide / 2, at.y - 40, wide, 80}, ui.say("changed.counted"),
                         type::body, ui.theme.text);
    return ui.picture.leave();
  }
  ui.picture.text({at.x, at.y - 16}, ui.say(scene.why_no_trace()), type::title, ui.theme.text,
                  Align::center);
  if (scene.trace) return ui.picture.leave();
  const Box bar{at.x - 160, at.y + 4, 320, 10};
  ui.picture.fill(bar, ui.theme.well, 5);
  ui.picture.fill({bar.x, bar.y, bar.w * static_cast<float>(done), bar.h}, ui.theme.accent, 5);
  ui.button({at.x - 60, at.y + 34, 120, 36}, ui.title("top.cancel"), {action::cancel, 0, ""},
            Ui::Look::plain, ui.say("tip.cancel_run"));
  ui.picture.leave();
}

/// Everything but what lies at the bottom; `bottom` is cut off for that.
void draw_upper(Ui& ui, const Scene& scene, Box box) {
  const float left = box.w < 1230 ? 276.0F : 284.0F, right = box.w < 1230 ? 172.0F : 184.0F;
  draw_left(ui, scene, box.take_left(left, pane_gap));
  draw_right(ui, scene, box.take_right(right, 12));
  if (scene.explains)
    draw_explained(ui, scene, {box.x, box.y, box.w, box.h - 4});
  else if (scene.has_trace())
    ui.picture.add(stage_of(ui, scene, box));
  else
    draw_progress(ui, scene, box);
}

} // namespace

figure::Picture stage_of(Ui& ui, const Scene& scene, Box box) {
  constexpr float tallest = 1.25F; // of the width: in a window held upright it does not stretch on
  box.h = std::min(box.h, box.w * tallest);
  const trace::Trace& trace = *scene.trace;
  const std::vector<figure::Route> routes = figure::routes_of(trace);
  const figure::StageState state =
      figure::stage_state(trace, routes, scene.cursor(), scene.front());
  const figure::StageLayout layout = figure::stage_layout(state.scene, box);
  const std::vector<figure::Route> ghosts = ghosts_of(scene);
  figure::StageOptions options;
  options.ghosts = ghosts.empty() ? nullptr : &ghosts;
  options.hidden = scene.lesson.hides_counters();
  options.totals_hidden = scene.lesson.hides_results();
  options.actor_hidden = scene.lesson.hides_actor();
  options.shows = names_shown(scene);
  options.picks = picks_of(scene);
  if (scene.choices.view == View::follow) options.followed = scene.choices.follow;
  options.selected = scene.choices.part;
  return figure::draw_stage(state, layout, ui.style, options);
}

void draw_stage_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_timeline_pane(ui, scene, box.take_bottom(timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(8);
  draw_transport(ui, scene, box.take_bottom(36 + 10).inset(0, 5));
  constexpr float least = 410, steps = 48 + 8; // of the upper part, of the steps
  const float flows = scene.has_flows() ? figure::flow_strip_height + 8 : 0;
  // Where there is no room for both, how far the flows are matters more.
  const bool has_steps = flows == 0 || box.h - flows - steps >= least;
  if (has_steps) draw_steps(ui, scene, box.take_bottom(48, 8));
  if (flows > 0) draw_flows(ui, scene, box.take_bottom(figure::flow_strip_height, 8), !has_steps);
  draw_upper(ui, scene, box);
}

void draw_lesson_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_timeline_pane(ui, scene, box.take_bottom(timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(8);
  box.take_bottom(8);
  draw_question(ui, scene, box.take_bottom(116, 8));
  if (scene.lesson.compares() && scene.has_trace())
    ui.picture.add(comparison_of(scene, box, ui.style));
  else
    draw_upper(ui, scene, box);
}

} // namespace copyscope::gui
