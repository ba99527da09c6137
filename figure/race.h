// Cases side by side on one clock: a small stage for each, what it has delivered, and the ledgers
// as bars beneath. A simulated case and a real one race in the same way.
#pragma once

#include "figure/stage_state.h"
#include "figure/theme.h"

#include <cstdint>
#include <string>
#include <vector>

namespace copyscope::figure {

struct Racer {
  const trace::Trace* trace = nullptr;
  std::vector<Route> routes; ///< of the trace
  StageState state;          ///< at the common time, or at its end where that was earlier
  std::string title;
  int number = 0; ///< as the case picker counts, from 1
};

/// The racer's state at a time of the common clock.
Racer racer_at(const trace::Trace& trace, Time time, std::string title, int number);
/// The same where the byte at `offset` has just begun its last journey in common: the moment at
/// which the racer's latest row about that byte, of the kind given first, has begun.
Racer racer_at_offset(const trace::Trace& trace, std::int64_t offset, std::int64_t nth,
                      std::string title, int number);

/// Two to four racers; the first is the baseline. Regions: {"show_case", NUMBER − 1}.
Picture draw_race(const std::vector<Racer>& racers, Time clock, Box box, const Style& style);

} // namespace copyscope::figure
