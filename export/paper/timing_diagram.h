// The timing diagram of one or several runs, for paper and slides: svg, pdf, png.
#pragma once

#include "export/paper/sheet.h"

namespace copyscope::exports {

/// The sheet that all three formats paint. `otherwise` is its width where the options name none.
/// Throws BadOptions for a lane that no run has, and for a width that is none.
Sheet timing_diagram(const Runs& runs, const Options& options, Length otherwise,
                     const figure::Measure& measure);

} // namespace copyscope::exports
