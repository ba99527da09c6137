// Times sends by many settings over the sink, each for about as long.
#pragma once

#include "real/sink/sink.h"

#include <atomic>
#include <chrono>
#include <vector>

namespace copyscope::predict {

/// As real::measure_on_sink(), whose turns give each setting one pass. A pass with small chunks
/// takes a hundred times as long as one with large chunks, so sizes that are near to one another
/// take turns by themselves, and the time is divided among these groups. `time` is of all together.
std::vector<real::SinkFigure> time_sends(const std::vector<real::SinkSetting>& settings,
                                         std::chrono::milliseconds time,
                                         const real::Progress& progress,
                                         const std::atomic<bool>& cancelled,
                                         real::SinkGround* ground = nullptr);

} // namespace copyscope::predict
