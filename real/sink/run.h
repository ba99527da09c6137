// What the sink adds to a run: rounds that are sent to it alone, and the sends of each case timed
// there, apart from the rounds that have proved its bytes.
#pragma once

#include "real/figures.h"
#include "real/plan.h"
#include "sim/analysis/report.h"

namespace copyscope::real {

/// Why a case cannot be sent to the sink, and what to do; empty where it can.
std::string why_not_to_sink(const PlannedCase& planned);

/// Rounds over Path::sink: each sends its case's file once, and nobody receives it. Where there is
/// no sink here, every case is unavailable. Throws Interrupted, SystemError.
MadeRun run_on_sink(const scenario::Scenario& scenario, const Plan& plan, const Options& options,
                    const Progress& progress, const std::atomic<bool>& cancelled);

/// Times the sends of each case that ran, unless Options::sink_time is 0: with `chunk` bytes, or
/// with the case's own where it is 0. Says in the environment what they were timed on, or why they
/// were not, and in a case's note why it was not. Once cancelled it says so in the report.
void time_on_sink(const Plan& plan, std::int64_t chunk, const Options& options,
                  const Progress& progress, const std::atomic<bool>& cancelled,
                  analysis::Report& report);

} // namespace copyscope::real
