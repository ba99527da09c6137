// What the crossover in the view of real runs is made of.
#pragma once

#include "gui/views/scene.h"

namespace copyscope::gui {

/// At the left of the row above all parts of the view of real runs: which of them is seen.
/// Returns real_parts_width().
float draw_real_parts(Ui& ui, const Scene& scene, Box row);
float real_parts_width(Ui& ui);
constexpr float parts_gap = 16; ///< to what stands beside them

/// The whole part: the row of parts, the chart or what stands in its place, the cards.
void draw_crossover_part(Ui& ui, const Scene& scene, Box box);

/// Verdict, path, switches, prediction, and the path that cannot tell; one below the other. Where
/// not all fits, the last ones say less.
void draw_crossover_cards(Ui& ui, const Scene& scene, Box column);

/// "20 s", "2 min", as segments that choose for how long to measure.
std::vector<Ui::Segment> crossover_times(Ui& ui);
std::size_t chosen_crossover_time(const Scene& scene);

/// A text of window.crossover, which is another one where sizes are those of files.
std::string say_over(Ui& ui, analysis::Over over, std::string_view name);

/// What is shown of the crossover: those curves.
bool is_shown(const CrossoverWork& work, const analysis::SendCurve& curve);

} // namespace copyscope::gui
