// How busy a lane was where its rows are too narrow to be drawn apart: for each few pixels the
// share of the time that went into each kind, so that area is time and adds up to the ledger.
#pragma once

#include "figure/timeline/timeline_layout.h"

#include <optional>
#include <vector>

namespace copyscope::figure {

/// Lines a few pixels apart, at which the columns of all lanes meet.
class ColumnGrid {
public:
  explicit ColumnGrid(const TimelineScale& scale);

  int slots() const { return static_cast<int>(moments_.size()) - 1; }
  float x(int line) const { return scale_->left() + width_ * static_cast<float>(line); }
  /// The first line right of a place.
  int after(float x) const;
  /// The moment of a line. In story time, where there are a thousand rows between two, it is moved
  /// to where one begins.
  const trace::Cursor& at(int line);
  /// The rows that begin before each line; made once. In story time, where there are a thousand
  /// between two, some of the last ones are not among them: up to one at which a sum is kept.
  const std::vector<trace::SpanId>& rows();
  /// When the first row begins that does not begin before a line.
  Time next_begin(int line);

private:
  double place(int line) const; // in units of the scale
  trace::SpanId kept_row_before(double place, trace::SpanId from) const;

  const TimelineScale* scale_;
  float width_ = 0;
  std::uint32_t rows_between_ = 0; // two lines, about
  std::vector<std::optional<trace::Cursor>> moments_;
  std::vector<trace::SpanId> rows_;
  std::vector<Time> begins_; // of them
};

/// Where the columns of a bar meet, and when that is.
struct ColumnEdges {
  std::vector<float> x;
  std::vector<trace::Cursor> at; ///< never earlier than the one before

  void add(float place, const trace::Cursor& moment);
};
ColumnEdges edges_of(const TimelineScale& scale, ColumnGrid& grid, float begin, float end);

/// Of a time that is not 0, in the order in which they are stacked.
TimeShares shares_of(const trace::Busy& busy);
/// The same of several lanes together, of each of which so much time passed. Two CPUs may work for
/// one flow at once; more than all of the time is all of it.
TimeShares shares_among(const trace::Busy& busy, std::size_t lanes);
void add_to(trace::Busy& sum, const trace::Busy& more);
/// Adds a column at the right; one that looks like the last makes that one wider.
void append(std::vector<TimelineColumn>& columns, TimelineColumn column);

} // namespace copyscope::figure
