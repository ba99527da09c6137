// The scale of a timeline: which part of a run it shows, in story time or in true time, and where
// on it a moment or a row lies.
//
// A place on the scale is counted in units: units of story time, or picoseconds.
#pragma once

#include "figure/kit/geometry.h"
#include "figure/story/story.h"

#include <vector>

namespace copyscope::figure {

/// The part of a run that is shown.
struct TimelineRange {
  bool in_story = true;
  double begin = 0, end = 0; ///< units

  double width() const { return end - begin; }
  friend bool operator==(const TimelineRange&, const TimelineRange&) = default;
};

/// All of a run.
TimelineRange whole_run(const Story& story, bool in_story);
/// The range so many times as wide (less than 1: zoomed in), with `about` (units) where it is, kept
/// within the run and not below a few picoseconds or a part of a step.
TimelineRange zoomed(TimelineRange range, const Story& story, double about, double factor);

class TimelineScale {
public:
  /// Where a row lies, in units.
  using Stretch = Story::Stretch;

  /// `left` and `width` in the picture's units; the width is not 0.
  TimelineScale(const Story& story, TimelineRange range, float left, float width);

  const trace::Trace& trace() const { return story_->trace(); }
  const Story& story() const { return *story_; }
  const TimelineRange& range() const { return range_; }
  float left() const { return left_; }
  float right() const { return left_ + width_; }

  double place(trace::Cursor cursor) const;
  Stretch place(trace::SpanId row) const;
  trace::Cursor cursor_at(double place) const;
  /// Before which begin the rows that rows_before() counts; on a scale of true time.
  Time time_at(double place) const;

  float x_of(double place) const {
    return left_ + static_cast<float>((place - range_.begin) * per_unit_);
  }
  double place_of(float x) const { return range_.begin + (x - left_) / per_unit_; }
  double per_unit() const { return per_unit_; } ///< width of a unit in the picture

  /// Rows before a place: all that begin before it.
  trace::SpanId rows_before(double place) const;
  trace::SpanId first_row() const { return first_row_; } ///< of those that begin in the range
  trace::SpanId end_row() const { return end_row_; }

private:
  void read_rows();
  bool is_read(trace::SpanId row) const { return row >= first_row_ && row < end_row_; }
  double sum_before(trace::SpanId row) const { return sums_[row - first_row_]; }
  bool next_step(trace::SpanId& row) const; // the next step at or after it; false: look elsewhere
  Stretch step(trace::SpanId row) const;
  bool find(trace::SpanId row, Stretch& stretch) const;
  bool find_call(trace::SpanId row, Stretch& stretch) const;

  const Story* story_;
  TimelineRange range_;
  float left_, width_;
  double per_unit_;
  trace::SpanId first_row_ = 0, end_row_ = 0;
  std::vector<double> sums_; // sum_before() of each row in the range, where they are few enough
};

} // namespace copyscope::figure
