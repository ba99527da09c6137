// How long a run took.
#pragma once

#include "sim/trace/trace.h"

namespace copyscope::analysis {

/// As its producer has it, else the trace's end. A real run's trace may end later, where a call
/// returns after the receiver has read the last byte.
Time duration_of(const trace::Trace& trace);

} // namespace copyscope::analysis
