// A changed scenario that keeps its promises: expectations, narrations and questions as its own
// runs answer them, for whoever saves what has been tried out.
#pragma once

#include "sim/analysis/result.h"
#include "sim/trace/trace.h"

#include <vector>

namespace copyscope::analysis {

/// What is known of a case: of its run as the scenario is now, and as it was unchanged.
struct CaseRuns {
  const Result* now = nullptr;         ///< nullptr: it was not run, or failed
  const Result* before = nullptr;      ///< nullptr: not known
  const trace::Trace* trace = nullptr; ///< of now; nullptr: too long to be kept
};

struct Restated {
  scenario::Scenario scenario;
  int expectations = 0; ///< that are what the runs came to now
  int left_out = 0;     ///< expectations, narrations and questions that no run speaks for any more
};

/// `runs` beside the scenario's cases.
///
/// An expectation that does not hold becomes what the run came to; one of a quotient goes. A
/// narration goes whose moment does not happen. A question goes where its moment does not, or
/// where its answer has changed: what explains it would explain what is not so. One that is
/// answered by an index stays while every case counts what it counted before, whatever the times.
Restated restated(const scenario::Scenario& scenario, const std::vector<CaseRuns>& runs);

} // namespace copyscope::analysis
