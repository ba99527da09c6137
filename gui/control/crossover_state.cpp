#include "gui/control/crossover_state.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace copyscope::gui {

nlohmann::ordered_json crossover_state(const CrossoverWork& work) {
  using Json = nlohmann::ordered_json;
  const auto count = [&](auto points) {
    const auto has_any = [&](const analysis::SendCurve& each) { return !(each.*points).empty(); };
    return work.crossover() ? std::ranges::count_if(work.crossover()->curves, has_any) : 0;
  };
  return {{"available", work.is_available()},
          {"running", work.is_running()},
          {"calibrating", work.is_calibrating()},
          {"progress", work.progress()},
          {"over", name_of(work.over())},
          {"seconds", work.seconds()},
          {"scatter_gather", work.scatter_gather()},
          {"mapping", name_of(work.mapped())},
          {"against", work.against()},
          {"measured", count(&analysis::SendCurve::measured)},
          {"predicted", count(&analysis::SendCurve::predicted)},
          {"error", work.error().empty() ? Json() : Json(work.error())}};
}

} // namespace copyscope::gui
