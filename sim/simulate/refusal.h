// A case that cannot be simulated, as bad input.
#pragma once

#include "sim/scenario/load.h"

#include <string>

namespace copyscope::simulate {

/// `CASE: found …; expected …`, without a line: the case as a whole is the place.
scenario::InputError refusal(const scenario::Scenario& scenario, const scenario::Case& which,
                             const std::string& found, const std::string& expected);

} // namespace copyscope::simulate
