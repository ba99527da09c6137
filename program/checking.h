// Whether a scenario keeps its promises: expectations, narrations, questions, translations.
#pragma once

#include "sim/analysis/expectations.h"
#include "sim/scenario/scenario.h"

#include <cstddef>
#include <string>
#include <vector>

namespace copyscope::program {

struct ScenarioCheck {
  std::size_t cases = 0;
  std::vector<analysis::Verdict> verdicts;
  std::vector<std::string> problems; ///< of narrations, questions, translations and tags

  bool ok() const { return failures().empty(); }
  /// One line for each thing that is wrong.
  std::vector<std::string> failures() const;
};

/// Runs every case. `ships`: every text must be there in Chinese too, every slide must say what its
/// picture marks, every question have an id, and every wrong choice say what it mistook.
ScenarioCheck check_scenario(const scenario::Scenario& scenario, bool ships);

} // namespace copyscope::program
