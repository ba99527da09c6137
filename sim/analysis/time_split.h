// Where the time of a run goes: divided among those who worked, so that the parts add up to the
// whole to the picosecond.
#pragma once

#include "sim/trace/trace.h"

namespace copyscope::analysis {

/// At each moment the time counts for the first of these that is at work: the CPU in kernel mode,
/// the CPU in user mode, a DMA engine, the disk. What is left is waiting: none of them works then.
struct TimeSplit {
  Time kernel, user, dma, disk, waiting;

  Time total() const { return kernel + user + dma + disk + waiting; }
  friend bool operator==(const TimeSplit&, const TimeSplit&) = default;
};

/// Of [0, the run's duration]. O(rows), and memory for none of them.
TimeSplit time_split(const trace::Trace& trace);

} // namespace copyscope::analysis
