// What a run is called: by its scenario and case, or, where it comes from none, by its own title.
#pragma once

#include "sim/trace/header.h"

namespace copyscope::figure {

/// The title of what was run: the scenario's; else the run's own; else what kind of run it is.
scenario::Text run_title(const trace::Header& header);
/// The case's; else as run_title().
scenario::Text case_title(const trace::Header& header);

} // namespace copyscope::figure
