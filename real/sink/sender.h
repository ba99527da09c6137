// The process of a run over Path::sink: it sends the file of a case to the card that takes
// everything, round by round, as it is told.
#pragma once

#include "real/messages.h"
#include "real/plan.h"

namespace copyscope::real {

struct SinkJoined { ///< once, from the process
  ShortText problem;
  bool pinned = false;
};

struct SinkRound { ///< to the process
  std::int32_t case_index;
};

/// What a round has come to. There is no receiver: it ends when the last call has returned, which
/// is, of a method that awaits completions, when it has the last of them.
struct SinkSent {
  Sent sent;
  std::int64_t end_ns = 0;
  Reading<std::int64_t> cpu_end_ns;
};

/// Runs until the channel's other end goes.
void run_sink_sender(const Channel& run, const Plan& plan);

} // namespace copyscope::real
