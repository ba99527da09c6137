// From the rounds of a case to its figures, each with its evidence, and to its trace.
#pragma once

#include "real/rounds.h"

namespace copyscope::real {

/// Where the rounds were made.
struct Ground {
  Path path;
  bool one_cpu; ///< both ends are pinned to it
};

/// `rounds` are those of the planned case. The result's ratio and ties are not
/// filled in.
CaseResult result_of(const PlannedCase& planned, const CaseRounds& rounds, Ground ground);

/// The trace of the round, for which result has the figures and their evidence.
trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const CaseResult& result, const KeptRecords& records,
                      const std::vector<std::pair<std::string, std::string>>& environment);

/// The counted round nearest to the median duration (of two as near, the shorter), or nullptr
/// without any.
const RoundMade* median_round(const CaseRounds& rounds);

/// Fills in how many times as fast each case is as the first that ran, and which cases tie.
void compare_durations(std::vector<CaseResult>& results);

} // namespace copyscope::real
