// The chart of what a scenario's cases cost, on a sheet: for `copyscope run --chart`, and as
// formats of its own.
#pragma once

#include "export/paper/sheet.h"
#include "figure/charts/cost_chart.h"

namespace copyscope::exports {

/// `bars` has the cases in the scenario's order, at least one; `about` says what was sent.
/// `otherwise` is the width where the options name none.
Sheet cost_sheet(const scenario::Scenario& scenario, std::vector<figure::CostBar> bars,
                 const std::string& about, const Options& options, Length otherwise,
                 const figure::Measure& measure);
/// Of runs that were simulated. Throws BadOptions for others: who worked when is not known of them.
Sheet cost_sheet(const Runs& runs, const Options& options, Length otherwise,
                 const figure::Measure& measure);

} // namespace copyscope::exports
