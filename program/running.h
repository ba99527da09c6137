// Simulating: results of cases at once, traces of one.
#pragma once

#include "sim/analysis/result.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace copyscope::program {

/// One case and what it came to.
struct Simulated {
  const scenario::Case* which = nullptr;
  analysis::Result result;
  std::int64_t rows = 0;  ///< that its trace would have
  std::int64_t steps = 0; ///< of them, those that are steps
};

/// Runs each case without keeping its trace: milliseconds for any size.
std::vector<Simulated> simulate_cases(const scenario::Scenario& scenario,
                                      const std::vector<const scenario::Case*>& cases);

/// Runs the case and hands everything to the sink as it comes. `progress` is told how much is done,
/// 0 to 1, now and then; it may throw to stop it. Throws scenario::InputError for too many rows,
/// before it begins.
void simulate_into(trace::TraceSink& sink, const scenario::Scenario& scenario,
                   const scenario::Case& which, const std::function<void(double)>& progress = {});

/// Runs the case and keeps everything. What takes longer than a blink tells how much is done, 0 to
/// 1, now and then. Throws scenario::InputError for too many rows.
trace::Trace simulate_trace(const scenario::Scenario& scenario, const scenario::Case& which,
                            const std::function<void(double)>& progress = {});

/// The first rows of the case's trace, as many as asked for or all that there are: for showing how
/// a run begins, however long it is.
trace::Trace simulate_beginning(const scenario::Scenario& scenario, const scenario::Case& which,
                                std::int64_t rows);

} // namespace copyscope::program
