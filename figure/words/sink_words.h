// What is said of sends that were timed alone, on the sink.
#pragma once

#include "figure/words/wording.h"
#include "sim/analysis/sink_timing.h"

#include <string>

namespace copyscope::figure {

/// "3.4 us of CPU time a send of 60 KiB (3.3 – 3.6 us; 2,244 sends)", and with mapping where the
/// method maps; then its verdict.
std::string sink_text(const analysis::SinkTiming& timing, Language language);

} // namespace copyscope::figure
