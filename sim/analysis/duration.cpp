#include "sim/analysis/duration.h"

namespace copyscope::analysis {

Time duration_of(const trace::Trace& trace) {
  if (trace.header().source == trace::Source::real)
    for (const trace::Observation& each : trace.header().observations)
      if (each.path == "duration" && each.value) return Time::from_ps(*each.value);
  return trace.end();
}

} // namespace copyscope::analysis
