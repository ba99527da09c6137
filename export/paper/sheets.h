// Figures on a sheet of paper, for SVG, PDF and PNG. `otherwise` is the width where the options
// name none; a width that is none is BadOptions.
#pragma once

#include "export/paper/sheet.h"
#include "figure/charts/cost_chart.h"

namespace copyscope::exports {

// The timing diagram of one or several runs, for paper and slides: svg, pdf, png.

/// The sheet that all three formats paint. `otherwise` is its width where the options name none.
/// Throws BadOptions for a lane that no run has, and for a width that is none.
Sheet timing_diagram(const Runs& runs, const Options& options, Length otherwise,
                     const figure::Measure& measure);

// The sequence diagram of a run, for paper: sequence-svg.

/// Of the first run. Throws BadOptions for a width that is none.
Sheet sequence_diagram(const Runs& runs, const Options& options, Length otherwise,
                       const figure::Measure& measure);

// The stage at one moment of a run, for papers and slides: svg, pdf, png.

/// Of the first run; `otherwise` is its width where the options name none. Throws BadOptions for a
/// width that is none.
Sheet moment_sheet(const Runs& runs, const Options& options, Length otherwise,
                   const figure::Measure& measure);

// The chart of what a scenario's cases cost, on a sheet: for `copyscope run --chart`, and as
// formats of its own.

/// `bars` has the cases in the scenario's order, at least one; `about` says what was sent.
/// `otherwise` is the width where the options name none.
Sheet cost_sheet(const scenario::Scenario& scenario, std::vector<figure::CostBar> bars,
                 const std::string& about, const Options& options, Length otherwise,
                 const figure::Measure& measure);
/// Of runs that were simulated. Throws BadOptions for others: who worked when is not known of them.
Sheet cost_sheet(const Runs& runs, const Options& options, Length otherwise,
                 const figure::Measure& measure);

} // namespace copyscope::exports
