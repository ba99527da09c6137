#include "figure/timeline/timeline_scale.h"

#include <algorithm>
#include <cmath>

namespace copyscope::figure {

namespace {

using trace::Cursor;
using trace::Kind;
using trace::Span;
using trace::SpanId;
using trace::Trace;
using trace::WellKnown;

constexpr SpanId most_rows_read = 65536;
constexpr SpanId rows_around =
    16; // rows read before and after the range, for those that reach into it

double length_of(const Story& story, bool in_story) {
  return in_story ? story.length() : static_cast<double>(story.trace().end().ps());
}

double narrowest(bool in_story) {
  return in_story ? 20 : 50; // half a copy, or 50 ps
}

TimelineRange within(TimelineRange range, double length) {
  const double width = std::min(range.width(), length);
  range.begin = std::clamp(range.begin, 0.0, length - width);
  range.end = range.begin + width;
  return range;
}

Time time_of(double ps) {
  return Time::from_ps(static_cast<std::int64_t>(std::llround(std::clamp(ps, 0.0, 9e18))));
}

} // namespace

TimelineRange whole_run(const Story& story, bool in_story) {
  return {in_story, 0, length_of(story, in_story)};
}

TimelineRange zoomed(TimelineRange range, const Story& story, double about, double factor) {
  const double length = length_of(story, range.in_story);
  const double least = std::min(narrowest(range.in_story), length);
  const double width = std::clamp(range.width() * factor, least, std::max(least, length));
  const double share = range.width() > 0 ? (about - range.begin) / range.width() : 0;
  range.begin = about - share * width;
  range.end = range.begin + width;
  return within(range, length);
}

TimelineScale::TimelineScale(const Story& story, TimelineRange range, float left, float width)
    : story_(&story), range_(range), left_(left), width_(width),
      per_unit_(width / std::max(range.width(), 1e-9)) {
  first_row_ = rows_before(range.begin);
  end_row_ = std::max(first_row_, rows_before(std::nextafter(range.end, range.end + 1)));
  if (range.in_story) read_rows();
}

void TimelineScale::read_rows() {
  const Trace& trace = this->trace();
  first_row_ -= std::min(first_row_, rows_around);
  end_row_ = std::min(trace.size(), end_row_ + rows_around);
  if (end_row_ - first_row_ > most_rows_read) return;
  sums_.resize(end_row_ - first_row_);
  double sum = story_->sum_before(first_row_);
  for (SpanId row = first_row_; row < end_row_; ++row) {
    sums_[row - first_row_] = sum;
    sum += Story::whole_width_of(trace[row].kind);
  }
}

double TimelineScale::place(Cursor cursor) const {
  return range_.in_story ? story_->at(cursor) : static_cast<double>(cursor.time.ps());
}

Cursor TimelineScale::cursor_at(double place) const {
  if (range_.in_story) return story_->cursor_at(place);
  return trace().cursor_at(std::min(time_of(place), trace().end()));
}

Time TimelineScale::time_at(double place) const {
  return std::min(time_of(std::ceil(place)), trace().end());
}

SpanId TimelineScale::rows_before(double place) const {
  const Trace& trace = this->trace();
  if (place <= 0) return 0;
  if (!range_.in_story)
    return trace.cursor_at(Time::from_ps(time_of(std::ceil(place)).ps() - 1)).begun;
  const SpanId step = story_->row_at(std::nextafter(place, 0.0));
  if (step == trace::no_span) return 0;
  // What follows the last step before the place belongs to the next one; it may come after.
  const SpanId next = trace.next(step + 1, trace::step_kinds);
  return next == trace::no_span ? trace.size() : step + 1;
}

TimelineScale::Stretch TimelineScale::place(SpanId row) const {
  if (!range_.in_story) {
    const Span& span = trace()[row];
    return {static_cast<double>(span.begin.ps()), static_cast<double>(span.end.ps())};
  }
  Stretch stretch;
  return find(row, stretch) ? stretch : story_->row(row);
}

bool TimelineScale::next_step(SpanId& row) const {
  for (int i = 0; i < 32; ++i, ++row) {
    if (!is_read(row)) return false;
    if (trace::is_step(trace()[row].kind)) return true;
  }
  return false;
}

TimelineScale::Stretch TimelineScale::step(SpanId row) const {
  const Span& span = trace()[row];
  const double begin = sum_before(row) + Story::user_before(span);
  return {begin, begin + Story::width_of(span.kind)};
}

// The usual cases, from the rows that were read.
bool TimelineScale::find(SpanId row, Stretch& stretch) const {
  if (sums_.empty() || !is_read(row)) return false;
  const Span& span = trace()[row];
  if (span.kind == Kind::syscall) return find_call(row, stretch);
  SpanId next = row + 1;
  if (!trace::is_step(span.kind) || !next_step(next) || trace()[next].begin < span.end)
    return false;
  stretch = step(row);
  return true;
}

// From the entry that begins with the call to the return that ends with it.
bool TimelineScale::find_call(SpanId row, Stretch& stretch) const {
  const Trace& trace = this->trace();
  const Span& span = trace[row];
  SpanId entry = row;
  if (!next_step(entry) || trace[entry].begin != span.begin) return false;
  SpanId low = row, high = end_row_; // the first row that does not begin before the call's end
  while (low < high) {
    const SpanId middle = low + (high - low) / 2;
    if (trace[middle].begin >= span.end)
      high = middle;
    else
      low = middle + 1;
  }
  if (low == row || low == end_row_) return false;
  const Span& last = trace[low - 1];
  if (last.name != WellKnown::to_user || last.call != span.call || last.end != span.end)
    return false;
  stretch = {step(entry).begin, step(low - 1).end};
  return true;
}

} // namespace copyscope::figure
