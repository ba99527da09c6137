// What the view of real runs is made of, beside its table.
#pragma once

#include "gui/views/scene.h"
#include "sim/analysis/report.h"

namespace copyscope::gui {

constexpr float real_control_height = 128;

/// The button, what the run is doing or has come to, and how the next one is made: its file,
/// rounds, path and drain. real_control_height high.
void draw_real_control(Ui& ui, const Scene& scene, Box box);

/// Starts a run, or cancels the one under way: 40 high, in the middle of the box, as wide as it is
/// and at least 150.
void draw_run_button(Ui& ui, const Scene& scene, Box box);
float run_button_width(Ui& ui, const Scene& scene);

/// "17.2 – 28.2 ms"; empty where there was no round of which it is known.
std::string range_text(const analysis::Spread& durations);

/// Whether what was measured is of the scenario as it was before a change.
bool is_measured_before(const Scene& scene);

/// Each case's rounds on one scale, their median and range, how many times as fast it is as the
/// first that ran, and ties. Scrolls, and to the shown case when that is another.
void draw_real_durations(Ui& ui, const Scene& scene, Box box);
float real_durations_height(Ui& ui, const Scene& scene, float width);

/// The figures of the shown case: simulated, or as the run that is open says, beside real; over the
/// rounds; and the evidence of each.
void draw_real_figures(Ui& ui, const Scene& scene, Box box);

/// The lanes of the shown case, simulated and, where it has run, real, on one scale of time.
void draw_real_spans(Ui& ui, const Scene& scene, Box box);

/// The machine, and why the shown case could not run. Scrolls.
void draw_real_environment(Ui& ui, const Scene& scene, Box box);

} // namespace copyscope::gui
