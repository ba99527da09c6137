#include "gui/views/race_cases.h"

#include <algorithm>

namespace copyscope::gui {

std::vector<RaceCase> race_cases(const Scene& scene) {
  std::vector<RaceCase> cases;
  using Run = RaceCase::Run;
  const auto add = [&](std::size_t i, const trace::Trace* trace, Run run) {
    if (trace) cases.push_back({trace, i, static_cast<int>(i) + 1, run});
  };
  if (scene.races_flows() && scene.choices.view != View::real) {
    const auto flows = static_cast<trace::FlowId>(scene.trace->tables().flows.size());
    const auto most = static_cast<trace::FlowId>(most_compared);
    const trace::FlowId first =
        std::min(scene.front() / most * most, flows - std::min(most, flows));
    for (trace::FlowId flow = first; flow < std::min(flows, first + most); ++flow)
      cases.push_back({scene.trace, scene.session.shown_case(), static_cast<int>(flow) + 1,
                       Run::simulated, flow});
    return cases;
  }
  const bool against_real = scene.choices.against_real || scene.choices.view == View::real;
  if (scene.choices.against_branch && scene.branch.other() && scene.choices.view != View::real) {
    const std::size_t i = scene.session.shown_case();
    const int number = static_cast<int>(i) + 1;
    return {{scene.branch.trunk().get(), i, number, Run::simulated},
            {scene.branch.other().get(), i, number, Run::branch}};
  }
  if (against_real) {
    const std::size_t i = scene.session.shown_case();
    add(i, scene.session.slot(i).trace().get(), Run::simulated);
    add(i, scene.real.trace(scene.session.which(i).id), Run::real);
    return cases;
  }
  for (const std::size_t i : scene.choices.compared)
    if (i < scene.session.case_count()) add(i, scene.session.slot(i).trace().get(), Run::simulated);
  return cases;
}

Time race_clock(const Scene& scene) {
  return scene.race.clock();
}

} // namespace copyscope::gui
