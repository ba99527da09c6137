// The scenarios that ship, and the traces of their cases, for tests of what shows them.
#pragma once

#include "assets/assets.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "sim/methods/registry.h"
#include "sim/simulate/simulation.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::test {

using program::vocabulary;

inline scenario::Scenario shipped(std::string_view id) {
  return program::load_scenario(std::string(id), {});
}

/// The ids of the scenarios that ship, those with a lesson only where that is asked for. Tests over
/// all of them take their cases from here: one more scenario is one more case.
inline std::vector<std::string> shipped_ids(bool with_lesson = false) {
  std::vector<std::string> ids;
  for (std::string_view name : assets::names("scenarios/")) {
    name.remove_prefix(std::string_view("scenarios/").size());
    const std::string id(name.substr(0, name.rfind('.')));
    if (!with_lesson || !shipped(id).narrations.empty()) ids.push_back(id);
  }
  return ids;
}

inline trace::Trace trace_of(const scenario::Scenario& scenario, std::size_t which) {
  return simulate::trace_of(scenario, scenario.cases[which], methods::all_methods());
}

} // namespace copyscope::test
