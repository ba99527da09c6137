// The scenario with actual system calls: start and cancel, figures with their evidence beside the
// simulated ones, the rounds, where it ran, and the calls of both under one axis.
#include "gui/views/panes.h"
#include "gui/views/real_overlay.h"
#include "gui/views/real_panes.h"

#include <algorithm>

namespace copyscope::gui {

void draw_real_view(Ui& ui, const Scene& scene, Box box) {
  if (!scene.session.is_open()) return draw_home_view(ui, scene, box);
  draw_race_timeline(ui, scene, box.take_bottom(race_timeline_height(scene)));
  box = box.inset(margin, 0);
  box.take_top(10);
  box.h -= 8;
  draw_real_control(ui, scene, box.take_top(real_control_height, pane_gap));
  Box right = box.take_right(std::max(320.0F, box.w * 0.3F), pane_gap);
  const float least_of_environment = 110;
  draw_real_durations(ui, scene,
                      right.take_top(std::min(real_durations_height(ui, scene, right.w),
                                              right.h - least_of_environment - pane_gap),
                                     pane_gap));
  const float least_of_both = 2 * least_of_environment + 60 + pane_gap;
  if (right.h >= least_of_both)
    draw_real_divergences(ui, scene, right.take_bottom(right.h * 0.5F, pane_gap));
  draw_real_environment(ui, scene, right);
  const float least_of_figures = 300, least_of_overlay = 170;
  if (box.h >= least_of_figures + least_of_overlay + pane_gap)
    draw_real_overlay(ui, scene,
                      box.take_bottom(std::clamp(real_overlay_height(scene), least_of_overlay,
                                                 box.h - least_of_figures - pane_gap),
                                      pane_gap));
  draw_real_figures(ui, scene, box);
}

} // namespace copyscope::gui
