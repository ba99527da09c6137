// What a run comes to, without its trace: its ledger, and how long it took.
//
// A transfer that has become steady is not simulated round by round: two equal rounds tell what the
// rounds alike come to, and the ledger is the same to the picosecond. So a terabyte takes
// milliseconds, and whether a trace would be too long is known before it is made.
#pragma once

#include "sim/methods/registry.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/ledger.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::simulate {

struct Outcome {
  trace::Ledger ledger;
  std::vector<std::pair<std::string, std::int64_t>> calls_by_name; ///< in order of first use
  Time duration;
  std::int64_t spans = 0; ///< rows that its trace would have

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Runs the case to its end and only counts. Throws scenario::InputError for a method that the
/// registry lacks and where the time would overflow.
Outcome outcome_of(const scenario::Scenario& scenario, const scenario::Case& which,
                   const methods::Registry& registry);

/// The same with every round simulated; what outcome_of is checked against.
Outcome outcome_round_by_round(const scenario::Scenario& scenario, const scenario::Case& which,
                               const methods::Registry& registry);

} // namespace copyscope::simulate
