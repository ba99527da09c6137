// The time by kind of several lanes together, of all that is on them or of one flow's rows.
//
// Every 64 rows it keeps the sums up to there, of how many lanes each kind goes on until the next
// such sums, and of the other lanes what is under way: a moment in between is a short replay,
// however many lanes there are and however long their rows.
#pragma once

#include "sim/trace/lane_stack.h"
#include "sim/trace/row_list.h"
#include "sim/trace/span.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::trace {

/// In order of begin. On each lane the row that began last has the time, whoever's it is; time
/// counts that is had by the flow, or all where that is no_flow.
struct JointItems {
  FlowId flow = no_flow;
  RowList own;
  std::vector<SpanId> others; ///< of other flows, within own rows

  bool counts(const Span& row) const { return flow == no_flow || row.flow == flow; }
  /// Calls visit(row) for rows own_from … own_end − 1 of its own and the others from others_from
  /// on that come before `end`.
  template <class Visit>
  void each(std::uint32_t own_from, std::uint32_t own_end, std::uint32_t others_from, SpanId end,
            Visit visit) const {
    std::size_t other = others_from;
    for (std::uint32_t i = own_from; i < own_end; ++i) {
      for (; other < others.size() && others[other] < own[i]; ++other)
        visit(others[other]);
      visit(own[i]);
    }
    for (; other < others.size() && others[other] < end; ++other)
      visit(others[other]);
  }
};

class JointTime {
public:
  static constexpr std::uint32_t rows_between = 64; ///< sums that are kept, where lanes are few

  /// `lanes` is how many the trace has.
  JointTime(const Spans& spans, const JointItems& items, std::size_t lanes);

  /// Reads one moment after the other, and keeps the memory that it needs for that.
  class Reader {
  public:
    Reader(const JointTime& time, const Spans& spans, const JointItems& items)
        : time_(time), spans_(spans), items_(items) {}

    static constexpr std::uint32_t many() { return 16 * rows_between; }
    std::uint32_t rows_before(SpanId row, std::uint32_t guess) const {
      return items_.own.rows_before(row, guess);
    }
    /// Time by kind from 0 to the cursor; `begun` of the own rows have begun then.
    TimeByKind until(Cursor at, std::uint32_t begun);
    /// The nearest of the sums that are kept, found without looking at rows.
    std::optional<KeptTime> kept_near(Cursor at, std::uint32_t begun) const;

  private:
    struct OnLane {
      LaneId lane = 0;
      LaneStack rows;
    };
    LaneStack& rows_on(LaneId lane, Time now);

    const JointTime& time_;
    const Spans& spans_;
    const JointItems& items_;
    std::vector<OnLane> lanes_; ///< `used_` of them for the moment
    std::size_t used_ = 0;
  };

private:
  class Maker;

  struct Checkpoint {
    Time at;
    SpanId row = 0;              ///< before which it is
    std::uint32_t own = 0;       ///< own rows before it
    std::uint32_t others = 0;    ///< other rows before it
    std::uint32_t sums = 0;      ///< where its part of sums_ and going_on_ begins
    std::uint32_t under_way = 0; ///< and that of under_way_
    std::uint32_t kinds = 0;     ///< how many of kinds_ there were
  };

  /// The last that is before some row that begins before `begun`, or nullptr.
  const Checkpoint* checkpoint_before(SpanId begun) const;
  std::uint32_t checkpoints_before(SpanId begun) const;
  TimeByKind sums_at(const Checkpoint& at) const;

  std::vector<Kind> kinds_; ///< that took time, in the order in which they came
  std::vector<Checkpoint> checkpoints_;
  std::vector<Time> sums_; ///< by kind, for each of them
  std::vector<std::uint32_t>
      going_on_;                  ///< by kind: lanes on which a row of it goes on beyond the next
  std::vector<SpanId> under_way_; ///< on the other lanes, one lane after the other
};

} // namespace copyscope::trace
