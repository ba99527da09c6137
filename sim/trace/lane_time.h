// How busy a lane was, and with what: of rows that overlap, the one that began last takes the time.
//
// Made while the run goes, as soon as the ends of its rows are known: every 64 rows of the lane, or
// as many as are under way where these are more, it keeps the sums of those kinds that the lane
// has, and what is under way; a time in between is a short replay.
#pragma once

#include "sim/trace/span.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace copyscope::trace {

class LaneTime {
public:
  using Ids = BlockVector<SpanId, 10>; ///< the rows of the lane, in order of begin

  /// The next row of the lane: its end is known, or later than the begins of all rows so far.
  void add(const Spans& spans, SpanId id);

  /// Time by kind from 0 to t, once all rows are added; `begun` rows of the lane begin before t.
  TimeByKind until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const;
  /// The moment just before the last row at which sums are kept, of the first `begun` rows, and the
  /// time by kind from 0 to it.
  struct Kept {
    Time at;
    TimeByKind busy{};
  };
  Kept kept_before(const Spans& spans, const Ids& ids, std::uint32_t begun) const;

  static constexpr std::uint32_t block = 64; ///< rows between sums that are kept; seldom more

private:
  struct Sum {
    Time now;
    TimeByKind busy{};
    std::vector<SpanId> open; ///< the innermost last, and among them some that have ended

    void forget_ended(const Spans& spans);
    void go_to(const Spans& spans, Time t);
    void add(const Spans& spans, SpanId id);
  };
  struct Checkpoint {
    Time now;
    std::uint32_t rows = 0;           ///< of the lane, before it
    std::uint32_t busy = 0, open = 0; ///< where its parts of busy_ and open_ begin
    std::uint32_t kinds = 0;          ///< how many of kinds_ there were
  };

  void keep(const Spans& spans);
  /// The last that is before the last of so many rows; at least one.
  const Checkpoint& checkpoint_before(std::uint32_t begun) const;
  Sum sum_at(const Checkpoint& at) const;

  std::uint32_t rows_ = 0, next_ = 0; ///< so far; of the next checkpoint
  Sum sum_;                           ///< of all rows so far
  std::vector<Kind> kinds_;           ///< that took time, in the order in which they came
  std::vector<Checkpoint> checkpoints_;
  std::vector<Time> busy_; ///< by kind, for each of them
  std::vector<SpanId> open_;
};

} // namespace copyscope::trace
