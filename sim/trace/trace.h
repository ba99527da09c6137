// A Trace: every row of a run, immutable, and the index that answers what was true at a moment.
//
// Where to begin: cursor_at(t) turns a time into a Cursor; ledger(cursor) and open_spans(cursor)
// tell what was true there; next_step and previous_step move it. Each look-up is a binary search
// and at most 128 rows replayed, so going back costs what going forward does.
#pragma once

#include "sim/trace/block_vector.h"
#include "sim/trace/header.h"
#include "sim/trace/ledger.h"
#include "sim/trace/span.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace copyscope::trace {

class Index; // sim/trace/index.h

/// A moment of a run: a time, and how many rows have begun (equal begins are separate steps).
struct Cursor {
  Time time;
  std::uint32_t begun = 0; ///< rows 0 … begun − 1 have begun

  friend bool operator==(const Cursor&, const Cursor&) = default;
};

class Trace {
public:
  explicit Trace(BlockMemory memory = {});
  /// One that was moved from may be assigned to or destroyed, and nothing else.
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;
  ~Trace();

  const Header& header() const { return header_; }
  std::uint32_t size() const { return spans_.size(); } ///< rows
  const Span& operator[](SpanId span) const { return spans_[span]; }
  Time end() const { return end_; } ///< where the run ended

  const std::vector<std::string>& lanes() const { return lanes_; }
  const std::string& lane(const Span& span) const { return lanes_[span.lane]; }
  const std::string& name(const Span& span) const { return names_[span.name]; }
  const std::string& label(const Span& span) const { return labels_[span.label]; }
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::string>& labels() const { return labels_; }

  /// After all rows that begin at t or earlier.
  Cursor cursor_at(Time t) const;
  /// Just after the row has begun.
  Cursor cursor_on(SpanId span) const { return {spans_[span].begin, span + 1}; }

  /// The rows under way at the cursor, in order of begin: begun, and not ended at its time. A row
  /// of length 0 is under way only for the cursor that stands on it.
  std::vector<SpanId> open_spans(Cursor at) const;

  /// Every count, and the bytes in each buffer, at the cursor.
  Ledger ledger(Cursor at) const;
  Ledger final_ledger() const { return ledger({end_, size()}); }
  /// For sums over counts: the counts just before row i × checkpoint_rows began, 0 ≤ i <
  /// checkpoints(). Amounts (bytes, times) are those of the rows that had ended by then.
  static constexpr std::uint32_t checkpoint_rows = 128;
  std::uint32_t checkpoints() const;
  const Ledger& counts_at_checkpoint(std::uint32_t i) const;

  /// The calls made so far by name, in order of first use.
  std::vector<std::pair<std::string, std::int64_t>> calls_by_name(const Ledger& ledger) const {
    return trace::calls_by_name(ledger, names_);
  }

  /// The next row at or after `from` whose kind is in the set, or no_span.
  SpanId next(SpanId from, KindSet kinds) const;
  /// The last row before `before` whose kind is in the set, or no_span.
  SpanId previous(SpanId before, KindSet kinds) const;

  /// Steps count from 1. How many steps have begun at the cursor; which row the nth step is.
  std::int64_t steps() const { return steps_; }
  std::int64_t step_number(Cursor at) const;
  SpanId step(std::int64_t number) const; ///< no_span outside 1 … steps()

  /// The journey of one byte: every row of that client whose range holds the offset, in order.
  std::vector<SpanId> journey(std::uint16_t client, Bytes offset) const;

  /// For a lane, the longest row that overlaps each of `slots` equal parts of [from, to[; no_span
  /// where nothing does. Where rows are equally long, the earlier one.
  std::vector<SpanId> longest(LaneId lane, Time from, Time to, int slots) const;

  /// The rows of a lane, in order of begin.
  std::uint32_t lane_size(LaneId lane) const;
  SpanId lane_span(LaneId lane, std::uint32_t i) const;
  /// How many of a lane's rows come before a row of the trace, size() included. A guess makes it
  /// faster: near the answer it touches only what lies between.
  std::uint32_t lane_rows_before(LaneId lane, SpanId row, std::uint32_t guess = 0) const;
  /// The longest of a lane's rows first … end − 1, as lane_span counts them; the earliest of them.
  /// Quickest where both are multiples of lane_block.
  static constexpr std::uint32_t lane_block = 32;
  SpanId longest_of(LaneId lane, std::uint32_t first, std::uint32_t end) const;
  /// Of a lane's rows before `first`, those that end after t, latest first; `most` at the most.
  std::vector<SpanId> reaching(LaneId lane, std::uint32_t first, Time t, std::size_t most) const;

  friend bool operator==(const Trace& a, const Trace& b);

private:
  friend class TraceBuilder;

  Header header_;
  Spans spans_;
  std::unique_ptr<Index> index_;
  std::vector<std::string> lanes_, names_, labels_;
  std::int64_t steps_ = 0;
  Time end_;
};

} // namespace copyscope::trace
