// The scenario with actual system calls, in parts: the run with what it took; its calls beside the
// simulated ones; its figures with their evidence; and the crossover of this machine.
#include "gui/views/crossover_panes.h"
#include "gui/views/panes.h"
#include "gui/views/real_overlay.h"
#include "gui/views/real_panes.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr float real_head_height = 40;

/// The parts; beside them which case is seen, where the part is about one.
void draw_real_head(Ui& ui, const Scene& scene, Box row) {
  row.take_left(draw_real_parts(ui, scene, row), parts_gap);
  if (scene.choices.real_part == RealPart::run) return;
  if (!scene.session.is_saved_trace())
    draw_run_button(ui, scene, row.take_right(run_button_width(ui, scene), 12));
  draw_case_picker(ui, scene, row.take_left(std::min(row.w, 420.0F)));
}

void draw_run_part(Ui& ui, const Scene& scene, Box box) {
  draw_real_control(ui, scene, box.take_top(real_control_height, pane_gap));
  Box right = box.take_right(std::max(320.0F, box.w * 0.4F), pane_gap);
  draw_real_durations(ui, scene, box);
  draw_real_environment(ui, scene, right);
}

/// One over the other, where it is known which calls belong together.
void draw_spans_part(Ui& ui, const Scene& scene, const Box& box) {
  if (scene.race.pairing())
    draw_real_overlay(ui, scene, box);
  else
    draw_real_spans(ui, scene, box);
}

/// That what was measured is not of what stands beside it.
void draw_what_changed(Ui& ui, const Scene& scene, Box& box) {
  if (!is_measured_before(scene)) return;
  const Box strip = box.take_top(30, pane_gap);
  ui.picture.fill(strip, ui.theme.selected, 6);
  ui.picture.text_in(strip.inset(12, 0),
                     figure::shortened(ui.say("real.changed_since"), type::small_strong,
                                       strip.w - 24, ui.style.measure),
                     type::small_strong, ui.theme.text);
}

void draw_counts_part(Ui& ui, const Scene& scene, Box box) {
  draw_real_divergences(ui, scene, box.take_right(std::max(320.0F, box.w * 0.35F), pane_gap));
  draw_real_figures(ui, scene, box);
}

} // namespace

void draw_real_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  const RealPart part = scene.choices.real_part;
  if (part != RealPart::crossover)
    draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  if (part == RealPart::crossover) {
    box.h -= margin;
    return draw_crossover_part(ui, scene, box);
  }
  box.h -= 8;
  draw_real_head(ui, scene, box.take_top(real_head_height, pane_gap));
  if (part == RealPart::run) draw_run_part(ui, scene, box);
  if (part != RealPart::run) draw_what_changed(ui, scene, box);
  if (part == RealPart::spans) draw_spans_part(ui, scene, box);
  if (part == RealPart::counts) draw_counts_part(ui, scene, box);
}

} // namespace copyscope::gui
