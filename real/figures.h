// From the rounds of a case to its figures, each with its evidence, and to its trace.
#pragma once

#include "real/case_rounds.h"

namespace copyscope::real {

/// Where the rounds were made.
struct Ground {
  Path path;
  bool one_cpu; ///< both ends are pinned to it
};

/// `rounds` are those of the planned case. What follows from comparing rounds is not filled in
/// (analysis::conclude()).
analysis::CaseReport report_on(const PlannedCase& planned, const CaseRounds& rounds, Ground ground);

/// A run whose rounds have been made.
struct MadeRun {
  analysis::Report report;
  std::vector<CaseRounds> rounds; ///< of its cases, for their traces
};

/// All cases of the plan, and what follows from comparing their rounds.
MadeRun made_run(const scenario::Scenario& scenario, const Plan& plan,
                 std::vector<CaseRounds> rounds, Ground ground);

/// The trace of the round that is told, whose records were kept; `report` has the figures of its
/// case.
trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const analysis::CaseReport& report, const RoundMade& told,
                      const std::vector<std::pair<std::string, std::string>>& environment);

/// The traces of all cases of the plan that ran, into their reports; a case whose records were not
/// kept says so in its note. They keep what the report says of their case, so it comes last.
void add_traces(const scenario::Scenario& scenario, const Plan& plan, MadeRun& run);

} // namespace copyscope::real
