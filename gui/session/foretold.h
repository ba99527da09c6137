// What a case will come to, told before its run is done: exactly at the textbook's level, where a
// long transfer is counted without being simulated; at the kernel's level as an estimate from two
// shorter runs of the same machine, which are carried on in a straight line.
#pragma once

#include "gui/session/services.h"

#include <cstdint>
#include <optional>

namespace copyscope::gui {

struct Foretold {
  analysis::Result result;
  std::int64_t rows = 0; ///< that its trace will have, about
  bool is_exact = false;
};

/// In some milliseconds, whatever the case. Nothing where its own run is as short. Throws what a
/// run does.
std::optional<Foretold> foretold(const Services& services, const scenario::Scenario& scenario,
                                 const scenario::Case& which);

/// How many chunks the longer of the shorter runs sends for each client; 0: it is not worth it.
std::int64_t chunks_to_try(const scenario::Workload& workload);

} // namespace copyscope::gui
