// Simulating: results of cases at once, traces of one.
#pragma once

#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/sink.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace copyscope::program {

/// Runs each case without keeping its trace: milliseconds for any size. How many rows its trace
/// would have, and how many steps, are facts of each case: rows_of(), steps_of().
analysis::Report simulate_cases(const scenario::Scenario& scenario,
                                const std::vector<const scenario::Case*>& cases);
std::int64_t rows_of(const analysis::CaseReport& simulated);
std::int64_t steps_of(const analysis::CaseReport& simulated);

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
