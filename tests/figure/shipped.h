// The scenarios that ship, and the traces of their cases, for tests of what shows them.
#pragma once

#include "assets/assets.h"
#include "sim/analysis/figures.h"
#include "sim/scenario/load.h"
#include "sim/scenario/machine_parameters.h"
#include "sim/simulate/simulation.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::test {

inline scenario::Vocabulary vocabulary() {
  scenario::Vocabulary all;
  for (const methods::Method& method : methods::all_methods().all())
    all.methods.emplace_back(method.id);
  all.figures = analysis::figures();
  for (int kind = 0; kind < trace::kind_count; ++kind)
    all.kinds.emplace_back(name_of(static_cast<trace::Kind>(kind)));
  for (int buffer = 1; buffer < trace::buffer_count; ++buffer)
    all.buffers.emplace_back(name_of(static_cast<trace::Buffer>(buffer)));
  for (const scenario::Parameter& parameter : scenario::parameters()) {
    all.facts.emplace_back(parameter.path);
    all.facts.emplace_back(parameter.path.substr(parameter.path.rfind('.') + 1));
  }
  all.facts.insert(all.facts.end(), {"preset", "fidelity"});
  return all;
}

inline scenario::Scenario shipped(std::string_view id) {
  const std::string name = "scenarios/" + std::string(id) + ".toml";
  return scenario::load(*assets::bytes(name), name, vocabulary(), assets::preset_toml);
}

/// The ids of the scenarios that ship, those with a lesson only where that is asked for. Tests over
/// all of them take their cases from here: one more scenario is one more case.
inline std::vector<std::string> shipped_ids(bool with_lesson = false) {
  std::vector<std::string> ids;
  for (std::string_view name : assets::names("scenarios/")) {
    name.remove_prefix(std::string_view("scenarios/").size());
    const std::string id(name.substr(0, name.rfind('.')));
    if (!with_lesson || !shipped(id).lessons.empty()) ids.push_back(id);
  }
  return ids;
}

inline trace::Trace trace_of(const scenario::Scenario& scenario, std::size_t which) {
  return simulate::trace_of(scenario, scenario.cases[which], methods::all_methods());
}

} // namespace copyscope::test
