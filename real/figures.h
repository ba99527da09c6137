// From the rounds of a case to its figures, each with its evidence, and to its trace.
#pragma once

#include "real/rounds.h"

namespace copyscope::real {

/// Where the rounds were made.
struct Ground {
  Path path;
  bool one_cpu; ///< both ends are pinned to it
};

/// `rounds` are those of the planned case. What follows from comparing rounds is not filled in
/// (analysis::conclude()).
analysis::CaseReport report_on(const PlannedCase& planned, const CaseRounds& rounds, Ground ground);

/// The trace of the round that is told, whose records were kept; `report` has the figures of its
/// case.
trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const analysis::CaseReport& report, const RoundMade& told,
                      const std::vector<std::pair<std::string, std::string>>& environment);

/// The traces of all cases of the plan that ran, into their reports; a case whose records were not
/// kept says so in its note.
void add_traces(const scenario::Scenario& scenario, const Plan& plan,
                const std::vector<CaseRounds>& rounds, analysis::Report& report);

} // namespace copyscope::real
