// How busy a lane was, and with what: of rows that overlap, the one that began last takes the time.
//
// Checkpoints every 128 rows of the lane, made when the lane is first asked about; a time in
// between is a short replay.
#pragma once

#include "sim/trace/span.h"

#include <array>
#include <cstdint>
#include <vector>

namespace copyscope::trace {

using TimeByKind = std::array<Time, kind_count>;

class LaneTime {
public:
  using Ids = BlockVector<SpanId, 14>; ///< the rows of the lane, in order of begin

  LaneTime(const Spans& spans, const Ids& ids);

  /// Time by kind from 0 to t; `begun` rows of the lane begin before t.
  TimeByKind until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const;

private:
  static constexpr std::uint32_t block = 128;

  struct Sum {
    Time now;
    TimeByKind busy{};
    std::vector<SpanId> open; ///< the innermost last
  };

  static void go_to(Sum& sum, const Spans& spans, Time t);
  static void add(Sum& sum, const Spans& spans, SpanId id);

  std::vector<Sum> checkpoints_; ///< before rows 0, 128, 256 …
};

} // namespace copyscope::trace
