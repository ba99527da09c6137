// The time that a flow takes on some lanes, as stretches side by side: of its rows that overlap the
// one that began last, without what interrupts it. For the shares of its lines.
#pragma once

#include "sim/trace/trace.h"

#include <cstddef>
#include <span>
#include <vector>

namespace copyscope::figure {

struct FlowRows {
  std::vector<trace::SpanId> rows; ///< in order of begin
  Time until;                      ///< all that begin before then are among them
  bool is_whole = true;            ///< of all that was asked for
};
/// The rows of a flow that last into or begin between two moments, `most` of these at the most.
FlowRows rows_of_flow(const trace::Trace& trace, trace::FlowId flow, trace::Cursor from,
                      trace::Cursor to, std::size_t most);

/// A while in which a flow is busy with one kind.
struct BusyStretch {
  Time begin, end;
  trace::Kind kind{};

  friend bool operator==(const BusyStretch&, const BusyStretch&) = default;
};

/// What `rows` of one flow take of the lanes, in order of begin; on one lane they do not overlap.
/// On CPUs what runs within a row takes its own time, whosever it is; what nobody saw takes none.
std::vector<BusyStretch> busy_stretches(const trace::Trace& trace,
                                        std::span<const trace::SpanId> rows,
                                        std::span<const trace::LaneId> lanes);

/// Time by kind between each of the moments, which ascend, and the next. Stretches on several lanes
/// add up.
std::vector<trace::Busy> busy_between(const std::vector<BusyStretch>& stretches,
                                      const std::vector<Time>& moments);

} // namespace copyscope::figure
