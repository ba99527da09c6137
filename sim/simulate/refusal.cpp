#include "sim/simulate/refusal.h"

namespace copyscope::simulate {

scenario::InputError refusal(const std::string& scenario, const std::string& which,
                             const std::string& found, const std::string& expected) {
  scenario::Problem problem;
  problem.file = scenario + ", case `" + which + "`";
  problem.found = found;
  problem.expected = expected;
  return scenario::InputError({problem});
}

} // namespace copyscope::simulate
