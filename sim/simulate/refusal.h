// A case that cannot be simulated, as bad input.
#pragma once

#include "sim/scenario/load.h"

#include <string>

namespace copyscope::simulate {

/// `CASE: found …; expected …`, without a line: the case as a whole is the place.
scenario::InputError refusal(const std::string& scenario, const std::string& which,
                             const std::string& found, const std::string& expected);
inline scenario::InputError refusal(const scenario::Scenario& scenario, const scenario::Case& which,
                                    const std::string& found, const std::string& expected) {
  return refusal(scenario.id, which.id, found, expected);
}

/// Its time would overflow.
inline scenario::InputError too_long(const std::string& scenario, const std::string& which) {
  return refusal(scenario, which, "a run of more than 106 days",
                 "a time that fits 2^63 picoseconds");
}

} // namespace copyscope::simulate
