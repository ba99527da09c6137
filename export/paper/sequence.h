// The sequence diagram of a run, for paper: sequence-svg.
#pragma once

#include "export/paper/sheet.h"

namespace copyscope::exports {

/// Of the first run. Throws BadOptions for a width that is none.
Sheet sequence_diagram(const Runs& runs, const Options& options, Length otherwise,
                       const figure::Measure& measure);

} // namespace copyscope::exports
