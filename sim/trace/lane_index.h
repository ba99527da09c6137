// The rows of one lane, and how busy it was, made while the run goes.
#pragma once

#include "sim/trace/lane_time.h"
#include "sim/trace/row_list.h"
#include "sim/trace/span.h"

#include <cstdint>

namespace copyscope::trace {

class LaneIndex {
public:
  void add(SpanId id, const Spans& spans);
  void finish(const Spans& spans);

  const RowList& rows() const { return rows_; }
  std::uint32_t size() const { return rows_.size(); }
  /// How busy it was (lane_time.h).
  TimeByKind busy_until(const Spans& spans, Time t, std::uint32_t begun) const {
    return time_.until(spans, rows_.ids(), t, begun);
  }
  const LaneTime& time() const { return time_; }

private:
  void summarise_next(const Spans& spans);
  void summarise_block(const Spans& spans);

  RowList rows_;
  LaneTime time_; // of the rows that have their summary
};

} // namespace copyscope::trace
