// From the rounds of a case to its figures, each with its evidence, and to its trace.
#pragma once

#include "real/rounds.h"

namespace copyscope::real {

/// Where the rounds were made.
struct Ground {
  Path path;
  bool one_cpu; ///< both ends are pinned to it
};

/// `rounds` are those of the planned case. The result's ties are not filled in.
CaseResult result_of(const PlannedCase& planned, const CaseRounds& rounds, Ground ground);

/// The trace of the round, for which result has the figures and their evidence.
trace::Trace trace_of(const scenario::Scenario& scenario, const PlannedCase& planned,
                      const CaseResult& result, const KeptRecords& records,
                      const std::vector<std::pair<std::string, std::string>>& environment);

/// The counted round nearest to the median duration (of two as near, the shorter), or nullptr
/// without any.
const RoundMade* median_round(const CaseRounds& rounds);

/// Fills in which cases tie: their medians differ by less than the larger of the two spreads.
void find_ties(std::vector<CaseResult>& results);

} // namespace copyscope::real
