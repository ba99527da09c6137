#include "sim/analysis/duration.h"

namespace copyscope::analysis {

Time duration_of(const trace::Trace& trace) {
  if (trace.header().duration) return *trace.header().duration;
  if (trace.header().source == trace::Source::real) // of a version that had no such member
    for (const trace::Observation& each : trace.header().observations)
      if (each.path == "duration" && each.value) return Time::from_ps(*each.value);
  return trace.end();
}

} // namespace copyscope::analysis
