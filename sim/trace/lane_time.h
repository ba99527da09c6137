// How busy a lane was, and with what: of rows that overlap, the one that began last takes the time.
//
// Made while the run goes, as soon as the ends of its rows are known: every 16 rows of the lane, or
// as many as are under way where these are more, it keeps the sums of those kinds that the lane
// has, and what is under way; a time in between is a short replay. Now and then these sums are kept
// whole, between them what was added since, in 32 bits each.
#pragma once

#include "sim/trace/lane_stack.h"
#include "sim/trace/row_list.h"
#include "sim/trace/span.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::trace {

class LaneTime {
public:
  using Ids = RowList::Ids; ///< the rows of the lane, in order of begin

  /// The next row of the lane: its end is known, or later than the begins of all rows so far.
  void add(const Spans& spans, SpanId id);

  void finish(); ///< after the last

  /// Time by kind from 0 to t, once all rows are added; `begun` rows of the lane begin before t.
  TimeByKind until(const Spans& spans, const Ids& ids, Time t, std::uint32_t begun) const;
  /// The sums nearest to t among those that are kept, found without looking at rows.
  std::optional<KeptTime> kept_near(Time t, std::uint32_t begun) const;

  static constexpr std::uint32_t block = 16; ///< rows between sums that are kept; seldom more

private:
  struct Sum {
    LaneStack lane;
    TimeByKind busy{};

    auto spend() {
      return
          [this](const Span& row, Time time) { busy[static_cast<std::size_t>(row.kind)] += time; };
    }
    void go_to(const Spans& spans, Time t) { lane.go_to(spans, t, spend()); }
    void add(const Spans& spans, SpanId id) { lane.add(spans, id, spend()); }
  };
  /// Sums that are kept whole. In words_ follow as many records as there are until the next.
  struct Whole {
    Time now;
    std::uint32_t rows = 0;  ///< of the lane, before it
    std::uint32_t sums = 0;  ///< where its part of sums_ begins,
    std::uint32_t words = 0; ///< and that of words_
    std::uint32_t kinds = 0; ///< how many of kinds_ there were
  };
  /// One of the records: rows since then, how many are under way, time since then; of each kind
  /// what was added; the rows under way.
  struct Record {
    const Whole* whole = nullptr;
    std::uint32_t word = 0; ///< where it begins
  };
  static constexpr std::uint32_t opening = 3; ///< words of a record before the kinds

  void keep(const Spans& spans);
  void keep_whole();
  bool fits() const; ///< whether a record can say what was added since the last that is whole
  void keep_record();

  std::uint32_t rows_of(const Record& at) const { return at.whole->rows + words_[at.word]; }
  std::uint32_t open_of(const Record& at) const { return words_[at.word + 1]; }
  Time now_of(const Record& at) const {
    return at.whole->now + Time::from_ps(std::int64_t{words_[at.word + 2]});
  }
  TimeByKind busy_of(const Record& at) const;
  Sum sum_of(const Record& at) const;
  /// The next one; false after the last.
  bool go_on(Record& at) const;
  /// The last that is before the last of so many rows; at least one.
  Record last_before(std::uint32_t begun) const;

  std::uint32_t rows_ = 0, next_ = 0; ///< so far; of the next record
  Sum sum_;                           ///< of all rows so far
  TimeByKind since_{};                ///< sums that were kept whole last
  std::uint32_t records_ = 0;         ///< since then
  std::vector<Kind> kinds_;           ///< that took time, in the order in which they came
  KindSet seen_ = 0;                  ///< the same
  std::vector<Whole> wholes_;
  std::vector<Time> sums_; ///< by kind, for each of them
  std::vector<std::uint32_t> words_;
};

} // namespace copyscope::trace
