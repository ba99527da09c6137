// What can be asked of some lanes taken together: Trace::joint(). All counts are of these rows
// alone, in order of begin.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace copyscope::trace {

class Joint; // sim/trace/joint.h

/// Valid as long as the trace is there and stays where it is.
class JointRows {
public:
  JointRows(const Spans& spans, const Joint& rows) : spans_(&spans), rows_(&rows) {}

  std::uint32_t size() const;
  SpanId operator[](std::uint32_t i) const;
  /// The same as of one lane: Trace::lane_rows_before, lane_blocks_before, longest_of, reaching.
  std::uint32_t rows_before(SpanId row, std::uint32_t guess = 0) const;
  std::uint32_t blocks_before(SpanId row, std::uint32_t guess = 0) const;
  Longest longest_of(std::uint32_t first, std::uint32_t end) const;
  std::vector<SpanId> reaching(std::uint32_t first, Time t, std::size_t most) const;

  /// What the lanes were busy with together between each of the moments and the next: of two lanes
  /// at work at once, time counts twice; `whole` is the time that passes on each. Of a flow, what
  /// interrupts its rows on a CPU has its own time, whosever it is. `nearly` as in Trace::busy.
  std::vector<Busy> busy(const std::vector<Cursor>& moments, bool nearly = false) const;

private:
  const Spans* spans_;
  const Joint* rows_;
};

} // namespace copyscope::trace
