// The rows of one lane: which they are, the longest of them, those that last into a time, and how
// busy it was.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/lane_time.h"
#include "sim/trace/pyramid.h"
#include "sim/trace/span.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace copyscope::trace {

/// What is true of 32 rows of a lane, or of many times as many.
struct LaneSummary {
  Time last_end;
  Time longest = Time::from_ps(-1);
  SpanId which = no_span; ///< the earliest of the longest

  void merge(const LaneSummary& other) {
    last_end = std::max(last_end, other.last_end);
    if (other.longest > longest || (other.longest == longest && other.which < which)) {
      longest = other.longest;
      which = other.which;
    }
  }
};

/// The rows of one lane.
class LaneIndex {
public:
  static constexpr std::uint32_t block = 32;

  void add(SpanId id, const Spans& spans);
  void finish(const Spans& spans);

  std::uint32_t size() const { return ids_.size(); }
  SpanId operator[](std::uint32_t i) const { return ids_[i]; }
  /// How busy it was (lane_time.h).
  TimeByKind busy_until(const Spans& spans, Time t, std::uint32_t begun) const {
    return time_.until(spans, ids_, t, begun);
  }
  LaneTime::Kept busy_near(const Spans& spans, std::uint32_t begun) const {
    return time_.kept_before(spans, ids_, begun);
  }

  /// How many of its rows come before a row of the trace. The nearer the guess, the faster.
  std::uint32_t rows_before(SpanId row, std::uint32_t guess) const;
  /// The longest of its rows [first, end[, the earliest of them, or no_span.
  SpanId longest_of(const Spans& spans, std::uint32_t first, std::uint32_t end) const;
  /// Of its rows before `first`, those that end after t, latest first; `most` at the most.
  std::vector<SpanId> reaching(const Spans& spans, std::uint32_t first, Time t,
                               std::size_t most) const;
  /// The longest that overlaps [from, to[, the earliest of them, or no_span; its rows [first, end[
  /// are those that begin there.
  SpanId longest(const Spans& spans, Time from, std::uint32_t first, std::uint32_t end) const;

private:
  void summarise_next(const Spans& spans);
  void summarise(const Spans& spans, std::uint32_t from, std::uint32_t to);
  void offer(LaneSummary& best, const Spans& spans, std::uint32_t from, std::uint32_t to) const;
  void offer_inside(LaneSummary& best, const Spans& spans, std::uint32_t first,
                    std::uint32_t end) const;
  // Calls visit(i) for each row before `first` that ends after t, latest block first, until it
  // returns false.
  template <class Visit>
  void each_reaching(const Spans& spans, std::uint32_t first, Time t, Visit visit) const;

  BlockVector<SpanId, 10> ids_;
  Pyramid<LaneSummary> blocks_;
  LaneTime time_; // of the rows in blocks_
};

} // namespace copyscope::trace
