// What a send over the sink costs the CPU by the level `linux`, for a machine and a setting of the
// measurement (real/sink/sink.h).
#pragma once

#include "real/sink/sink.h"
#include "sim/scenario/machine_parameters.h"

namespace copyscope::predict {

struct SendCost {
  Time sends;   ///< of a send: the sends alone, with its share of what reaps completions
  Time mapping; ///< mapping the file, its page faults and taking the mapping away, beside that
};

/// Sends as many chunks as a pass of the measurement does, a few hundred at the most, or the
/// setting's file once, of which each send bears its share. All is in the page cache. The machine's
/// level, path and scatter-gather are the setting's. Throws std::out_of_range for a method that the
/// simulator does not have, scenario::InputError for what no datagram holds.
SendCost send_cost(scenario::Machine machine, const real::SinkSetting& setting);

} // namespace copyscope::predict
