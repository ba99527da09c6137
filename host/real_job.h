// What the process of one job does that the window has asked for: a real run, a crossover, a
// calibration.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "host/frames.h"

namespace copyscope::host {

/// Says into the pipe how far it is, and what comes of it or why nothing does.
void do_job(const Frame& request, int pipe);

} // namespace copyscope::host
#endif
