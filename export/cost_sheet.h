// The chart of what a scenario's cases cost, on a sheet: for `copyscope run --chart`.
#pragma once

#include "export/sheet.h"
#include "figure/cost_chart.h"

namespace copyscope::exports {

/// `bars` has the cases in the scenario's order, at least one; `about` says what was sent.
Sheet cost_sheet(const scenario::Scenario& scenario, std::vector<figure::CostBar> bars,
                 const std::string& about, const Options& options, const figure::Measure& measure);

} // namespace copyscope::exports
