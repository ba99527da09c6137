// What the simulator says of a case on this machine: the level `linux` with the preset that
// `copyscope calibrate` has written.
#pragma once

#include "sim/scenario/scenario.h"

#include <cstdint>
#include <optional>

namespace copyscope::predict {

struct PredictedCase {
  std::optional<std::int64_t> cpu_ps_per_send; ///< of a send over the sink, by chunks of sink_chunk
  std::optional<std::int64_t> duration_ps;     ///< of the whole case, on its path
};

/// Of the machine that a case asks for only scatter-gather and path are kept, as nothing else can
/// be had for real either. What cannot be simulated is left out: a chunk that no datagram holds.
PredictedCase predict_case(const scenario::Scenario& scenario, const scenario::Case& which,
                           const scenario::Machine& machine, scenario::Path path,
                           std::int64_t sink_chunk);

} // namespace copyscope::predict
