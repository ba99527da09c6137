// The scenarios that ship, and the traces of their cases, for tests of what shows them.
#pragma once

#include "assets/assets.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "sim/methods/registry.h"
#include "sim/simulate/simulation.h"

#include <string>
#include <string_view>

namespace copyscope::test {

using program::vocabulary;

inline scenario::Scenario shipped(std::string_view id) {
  return program::load_scenario(std::string(id), {});
}

inline trace::Trace trace_of(const scenario::Scenario& scenario, std::size_t which) {
  return simulate::trace_of(scenario, scenario.cases[which], methods::all_methods());
}

} // namespace copyscope::test
