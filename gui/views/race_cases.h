// Who takes part in the race, and what its clock shows.
#pragma once

#include "figure/pages/race.h"
#include "gui/views/scene.h"

#include <vector>

namespace copyscope::gui {

struct RaceCase {
  const trace::Trace* trace = nullptr;
  std::size_t index = 0;
  int number = 0; ///< as the case picker counts, from 1
  enum class Run : unsigned char { simulated, real, branch };
  Run run = Run::simulated;
  trace::FlowId flow = trace::no_flow; ///< where flows race: the shown run's
};

/// Those of the chosen cases whose traces are there; against real, the shown case and its real run;
/// against a branch, the run that it leaves and the branch. Where flows race, four of those of the
/// shown run, the one in front among them.
std::vector<RaceCase> race_cases(const Scene& scene);

/// The same as the race shows them now, titles in words.
std::vector<figure::Racer> racers_now(Ui& ui, const Scene& scene);

/// The common time; aligned by offset, that of the shown case.
Time race_clock(const Scene& scene);

} // namespace copyscope::gui
