// The sending process: brings the page cache into the state that is asked for, connects, and lets
// the method make its calls.
#pragma once

#include "real/cache_state.h"
#include "real/channel.h"
#include "real/messages.h"
#include "real/plan.h"

namespace copyscope::real {

/// Runs until the channel's other end goes.
void run_sender(const Channel& run, const Plan& plan, Path path);

/// At the end of a round over whatever path: what the page cache has become, whether that and the
/// bytes read from disk contradict what the case asks for, and what the calls came to.
void note_outcome(Sent& sent, const PlannedCase& planned, CachedFile& cached, const CallLog& log);

} // namespace copyscope::real
