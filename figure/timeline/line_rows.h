// The rows of one line of a timeline: of a lane, or what a flow has on some lanes.
#pragma once

#include "figure/timeline/timeline_shares.h"
#include "sim/trace/joint_rows.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::figure {

class LineRows {
public:
  LineRows(const trace::Trace& trace, trace::LaneId lane) : trace_(&trace), lanes_{lane} {}
  LineRows(const trace::Trace& trace, std::vector<trace::LaneId> lanes, trace::FlowId flow)
      : trace_(&trace), lanes_(std::move(lanes)), flow_(flow), joint_(trace.joint(lanes_, flow)) {}

  const std::vector<trace::LaneId>& lanes() const { return lanes_; }
  trace::FlowId flow() const { return flow_; } ///< no_flow: all that is on the lane

  trace::SpanId operator[](std::uint32_t i) const {
    return joint_ ? (*joint_)[i] : trace_->lane_span(lanes_.front(), i);
  }
  /// As Trace has these of a lane.
  std::uint32_t rows_before(trace::SpanId row, std::uint32_t guess = 0) const {
    return joint_ ? joint_->rows_before(row, guess)
                  : trace_->lane_rows_before(lanes_.front(), row, guess);
  }
  std::uint32_t blocks_before(trace::SpanId row, std::uint32_t guess) const {
    return joint_ ? joint_->blocks_before(row, guess)
                  : trace_->lane_blocks_before(lanes_.front(), row, guess);
  }
  trace::Longest longest_of(std::uint32_t first, std::uint32_t end) const {
    return joint_ ? joint_->longest_of(first, end) : trace_->longest_of(lanes_.front(), first, end);
  }
  std::vector<trace::SpanId> reaching(std::uint32_t first, Time t, std::size_t most) const {
    return joint_ ? joint_->reaching(first, t, most)
                  : trace_->reaching(lanes_.front(), first, t, most);
  }
  std::vector<trace::Busy> busy(const std::vector<trace::Cursor>& moments) const {
    return joint_ ? joint_->busy(moments, true) : trace_->busy(lanes_.front(), moments, true);
  }

private:
  const trace::Trace* trace_;
  std::vector<trace::LaneId> lanes_;
  trace::FlowId flow_ = trace::no_flow;
  std::optional<trace::JointRows> joint_;
};

/// Its bars.
TimelineLane lay_out_line(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows);

/// Gives the line's folded bars their columns. Of rows that nest, the innermost alone counts; a
/// column that no time passes in is all of the bar's longest row.
void tell_shares(const TimelineScale& scale, ColumnGrid& grid, const LineRows& rows,
                 TimelineLane& line);

} // namespace copyscope::figure
