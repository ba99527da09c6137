// Story time: the same run on a scale on which every step is wide enough to be seen.
//
// In true time a mode switch of 100 ns is nothing beside a disk access of 100 µs. In story time a
// step is as wide as its kind deserves, whatever it takes; the order is that of the rows, and
// within a step time runs evenly. The program's own time, of which the textbook has none, gets a
// stretch before each entry into the kernel and after each return from it.
//
//   [user | to_kernel][ disk access ][  DMA copy  ] … [to_user | user][user | to_kernel] …
//
// A step's place is a weighted sum of counts, which the trace's checkpoints know: nothing is kept
// for each row, and every look-up is a binary search and a walk along at most 64 rows.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <vector>

namespace copyscope::figure {

/// Widths by kind, in units of story time. Integers, so that sums of them are exact.
struct StoryWidths {
  static constexpr int copy = 40, mode_switch = 10, context_switch = 16, interrupt = 10,
                       descriptor = 16, other = 22;
  static constexpr int user = 9; ///< before each to_kernel, after each to_user
};

class Story {
public:
  /// A piece of the scale, in units of story time.
  struct Stretch {
    double begin = 0, end = 0;

    double width() const { return end - begin; }
    friend bool operator==(const Stretch&, const Stretch&) = default;
  };

  /// The trace has to outlive the story and stay where it is.
  explicit Story(const trace::Trace& trace);

  const trace::Trace& trace() const { return *trace_; }
  double length() const { return length_; }

  /// Where a step lies, without the time in user mode beside it. The row has to be a step.
  Stretch step(trace::SpanId row) const;
  /// The time in user mode that belongs to a crossing: before to_kernel, after to_user; empty for
  /// all other steps.
  Stretch user_beside(trace::SpanId row) const;
  /// Where any row lies, from its begin to its end. Where steps overlap in time, the end may lie
  /// within a later step.
  Stretch row(trace::SpanId row) const;

  /// The place of a moment: 0 … length().
  double at(trace::Cursor cursor) const;
  /// The moment at a place; what lies beyond the scale is its end. cursor_at(at(c)) has c's time
  /// for each c that this returned before, give or take a rounding.
  trace::Cursor cursor_at(double place) const;

  /// Where the cursor rests after a step was played: at its end, or where the next step begins if
  /// that is earlier. What begins at that very time has not begun.
  trace::Cursor rest_after(trace::SpanId step) const;
  /// The same by the step's number; {0, 0} for 0 and below, the last step's beyond the last.
  trace::Cursor rest(std::int64_t number) const;

  /// The sum of all widths before a row: where the row would begin if it were a step, without the
  /// user time just before it. Row size() is allowed.
  double sum_before(trace::SpanId row) const;
  /// The last row whose sum_before() is at or before the place: a step, unless there is none.
  trace::SpanId row_at(double place) const;

  /// How wide a row is; 0 for what is no step. And with its time in user mode.
  static int width_of(trace::Kind kind);
  static int whole_width_of(trace::Kind kind);
  static int user_before(const trace::Span& span);
  static int user_after(const trace::Span& span);

private:
  // A step, the times between which it is played, and what follows until the next step.
  struct Beat {
    trace::SpanId row, next_row;           // next_row: the next step's, or size()
    Time begin, stop, next;                // stop: its end, or the next step's begin
    double place = 0, width = 0, room = 0; // room: user time between it and the next step
  };
  Beat beat(trace::SpanId step) const;
  // Before the first step.
  Beat opening() const;
  trace::Cursor cursor_within(const Beat& beat, Time t) const;
  // The place at which the time is reached first.
  double reached(Time t) const;
  double end_of_return(trace::SpanId call) const;

  const trace::Trace* trace_;
  std::vector<double> blocks_; // sum_before() of every checkpoint
  double length_ = 0;
};

} // namespace copyscope::figure
