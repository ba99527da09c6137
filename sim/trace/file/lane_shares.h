// What the footer says of lanes: how many rows each has in a segment, and for how long it had one.
// For this room only.
#pragma once

#include "sim/trace/span.h"
#include "sim/units/time.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace copyscope::trace::file {

/// Of a lane's rows in a segment.
struct LaneShare {
  std::uint64_t segment = 0, lane = 0, rows = 0;
  Time busy; ///< in which the lane had one of them, and none of an earlier segment
};

/// Adds segment by segment. Rows that overlap are counted once; one whose end is told later counts
/// where it began.
class LaneShares {
public:
  /// Ends of rows of earlier segments that have become known, before the rows are added.
  void amend(std::span<const std::pair<SpanId, Time>> ends);
  /// Rows of a segment, the first of which is row `first` of the file.
  void add(std::uint64_t segment, SpanId first, std::span<const Span> rows);
  /// The run has ended; what has no end yet has lasted until then.
  void finish(Time end);

  const std::vector<LaneShare>& all() const { return shares_; }

private:
  struct Row {
    SpanId id = no_span;
    Time begin, end;
    std::size_t share = 0;
  };
  struct Lane {
    Time until;            ///< what has been counted lasts
    std::size_t share = 0; ///< of the segment that is added
    std::uint32_t endless = 0;
    std::vector<Row> rows; ///< from the first that has no end yet on: not counted
  };
  struct UnderWay { ///< a row whose end may yet be another
    LaneId lane = 0;
    Time end;
  };

  void begin_shares(std::uint64_t segment, std::span<const Span> rows);
  void add(SpanId id, const Span& row);
  void count(Lane& lane, const Row& row);
  void count_all(Lane& lane);

  std::vector<Lane> lanes_;
  std::unordered_map<SpanId, UnderWay> under_way_;
  std::vector<LaneShare> shares_;
};

} // namespace copyscope::trace::file
