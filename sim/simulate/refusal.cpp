#include "sim/simulate/refusal.h"

namespace copyscope::simulate {

scenario::InputError refusal(const scenario::Scenario& scenario, const scenario::Case& which,
                             const std::string& found, const std::string& expected) {
  scenario::Problem problem;
  problem.file = scenario.id + ", case `" + which.id + "`";
  problem.found = found;
  problem.expected = expected;
  return scenario::InputError({problem});
}

} // namespace copyscope::simulate
