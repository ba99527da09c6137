// The sending process: brings the page cache into the state that is asked for, connects, and lets
// the method make its calls.
#pragma once

#include "real/channel.h"
#include "real/plan.h"

namespace copyscope::real {

/// Runs until the channel's other end goes.
void run_sender(const Channel& run, const Plan& plan, Path path);

} // namespace copyscope::real
