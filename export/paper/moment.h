// The stage at one moment of a run, for papers and slides: svg, pdf, png.
#pragma once

#include "export/paper/sheet.h"

namespace copyscope::exports {

/// Of the first run; `otherwise` is its width where the options name none. Throws BadOptions for a
/// width that is none.
Sheet moment_sheet(const Runs& runs, const Options& options, Length otherwise,
                   const figure::Measure& measure);

} // namespace copyscope::exports
