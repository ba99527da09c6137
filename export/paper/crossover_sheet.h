// The crossover of sends on a sheet of paper: with scatter-gather above, without below.
#pragma once

#include "export/paper/sheet.h"
#include "sim/analysis/crossover.h"

namespace copyscope::exports {

/// `otherwise` is the width where the options name none. Throws BadOptions for a width that is
/// none.
Sheet crossover_sheet(const analysis::Crossover& crossover, const Options& options,
                      Length otherwise, const figure::Measure& measure);

} // namespace copyscope::exports
