// What the current slide of the lesson does to the stage: what it marks, and the comparison that
// some slides show in its place.
#pragma once

#include "figure/pages/race.h"
#include "figure/stage/stage.h"
#include "gui/views/panes.h"

#include <string>
#include <vector>

namespace copyscope::gui {

/// What is marked now: what the slide names, once the run rests at the slide's moment.
std::vector<std::string> names_shown(const Scene& scene);

/// What a question lets one point at, with what has been tried.
std::vector<figure::Pick> picks_of(const Scene& scene);

/// All cases at their end.
std::vector<figure::Racer> racers_at_end(const Scene& scene, figure::Language language);
/// The same side by side, in a box of any size.
figure::Picture comparison_of(const Scene& scene, Box box, const figure::Style& style);

} // namespace copyscope::gui
