#include "figure/story/story.h"

#include <algorithm>
#include <cmath>

namespace copyscope::figure {

namespace {

using trace::Cursor;
using trace::Kind;
using trace::Ledger;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::step_kinds;
using trace::Trace;
using trace::WellKnown;
using Widths = StoryWidths;

constexpr Time tick = Time::from_ps(1);

// What the steps that a ledger has counted take up together.
double width_of(const Ledger& counts) {
  const std::int64_t copies = counts.copies.cpu + counts.copies.dma + counts.copies.pio;
  const std::int64_t other = counts.steps - copies - counts.mode_switches -
                             counts.context_switches - counts.interrupts - counts.descriptors;
  return static_cast<double>(
      copies * Widths::copy + counts.mode_switches * (Widths::mode_switch + Widths::user) +
      counts.context_switches * Widths::context_switch + counts.interrupts * Widths::interrupt +
      counts.descriptors * Widths::descriptor + other * Widths::other);
}

double share(Time part, Time whole) {
  return static_cast<double>(part.ps()) / static_cast<double>(whole.ps());
}

Time part_of(Time whole, double share) {
  return Time::from_ps(std::llround(static_cast<double>(whole.ps()) * share));
}

} // namespace

Story::Story(const Trace& trace) : trace_(&trace) {
  blocks_.reserve(trace.checkpoints());
  for (std::uint32_t i = 0; i < trace.checkpoints(); ++i)
    blocks_.push_back(figure::width_of(trace.counts_at_checkpoint(i)));
  length_ = sum_before(trace.size());
}

int Story::width_of(Kind kind) {
  if (!trace::is_step(kind)) return 0;
  if (trace::is_copy(kind)) return Widths::copy;
  switch (kind) {
  case Kind::mode_switch:
    return Widths::mode_switch;
  case Kind::context_switch:
    return Widths::context_switch;
  case Kind::interrupt:
    return Widths::interrupt;
  case Kind::descriptor:
    return Widths::descriptor;
  default:
    return Widths::other;
  }
}

int Story::whole_width_of(Kind kind) {
  return width_of(kind) + (kind == Kind::mode_switch ? Widths::user : 0);
}

int Story::user_before(const Span& span) {
  return span.kind == Kind::mode_switch && span.name == WellKnown::to_kernel ? Widths::user : 0;
}

int Story::user_after(const Span& span) {
  return span.kind == Kind::mode_switch && span.name != WellKnown::to_kernel ? Widths::user : 0;
}

double Story::sum_before(SpanId row) const {
  if (row == 0 || blocks_.empty()) return 0;
  const std::size_t block = std::min<std::size_t>(row / Trace::checkpoint_rows, blocks_.size() - 1);
  double sum = blocks_[block];
  for (auto id = static_cast<SpanId>(block * Trace::checkpoint_rows); id < row; ++id)
    sum += whole_width_of((*trace_)[id].kind);
  return sum;
}

SpanId Story::row_at(double place) const {
  const auto later = std::upper_bound(blocks_.begin(), blocks_.end(), place);
  if (later == blocks_.begin()) return no_span;
  const auto block = static_cast<std::size_t>(later - blocks_.begin()) - 1;
  auto id = static_cast<SpanId>(block * Trace::checkpoint_rows);
  const SpanId end = std::min(id + Trace::checkpoint_rows, trace_->size());
  SpanId found = no_span;
  for (double sum = blocks_[block]; id < end && sum <= place; ++id) {
    const Kind kind = (*trace_)[id].kind;
    if (trace::is_step(kind)) found = id;
    sum += whole_width_of(kind);
  }
  return found != no_span ? found : trace_->previous(end, step_kinds);
}

Story::Beat Story::beat(SpanId step) const {
  const Trace& trace = *trace_;
  const Span& span = trace[step];
  const SpanId next = trace.next(step + 1, step_kinds);
  Beat beat;
  beat.row = step;
  beat.next_row = next == no_span ? trace.size() : next;
  beat.begin = span.begin;
  const Time last = span.end == trace::Span::open ? span.begin : span.end;
  beat.next = next == no_span ? std::max(trace.end(), last) : trace[next].begin;
  beat.stop = std::min(span.end, beat.next);
  beat.place = sum_before(step) + user_before(span);
  beat.width = width_of(span.kind);
  beat.room = user_after(span) + (next == no_span ? 0 : user_before(trace[next]));
  return beat;
}

Story::Beat Story::opening() const {
  const SpanId first = trace_->next(0, step_kinds);
  Beat beat{no_span, trace_->size(), Time(), Time(), trace_->end()};
  if (first == no_span) return beat;
  beat.next_row = first;
  beat.next = (*trace_)[first].begin;
  beat.room = user_before((*trace_)[first]);
  return beat;
}

Story::Stretch Story::step(SpanId row) const {
  const Span& span = (*trace_)[row];
  const double begin = sum_before(row) + user_before(span);
  return {begin, begin + width_of(span.kind)};
}

Story::Stretch Story::user_beside(SpanId row) const {
  const Stretch own = step(row);
  const Span& span = (*trace_)[row];
  if (const int before = user_before(span)) return {own.begin - before, own.begin};
  return {own.end, own.end + user_after(span)};
}

// A return that takes no time belongs to its call all the same.
double Story::end_of_return(SpanId call) const {
  const Trace& trace = *trace_;
  const Time end = trace[call].end;
  for (SpanId id = trace.cursor_at(end).begun; id > call + 1 && trace[id - 1].begin == end; --id)
    if (trace[id - 1].name == WellKnown::to_user && trace[id - 1].call == trace[call].call)
      return step(id - 1).end;
  return 0;
}

double Story::reached(Time t) const {
  return t <= Time() ? 0 : at({t, trace_->cursor_at(t - tick).begun});
}

Story::Stretch Story::row(SpanId row) const {
  const Trace& trace = *trace_;
  const Span& span = trace[row];
  if (trace::is_step(span.kind)) {
    const Stretch own = step(row);
    const SpanId next = trace.next(row + 1, step_kinds);
    const bool alone = next == no_span || trace[next].begin >= span.end;
    return {own.begin, alone ? own.end : std::max(own.end, reached(span.end))};
  }
  const SpanId next = trace.next(row, step_kinds);
  const bool with_next = next != no_span && trace[next].begin == span.begin;
  Stretch all;
  all.begin = with_next ? sum_before(next) + user_before(trace[next]) : at({span.begin, row + 1});
  all.end = std::max(all.begin, reached(span.end));
  if (span.kind == Kind::syscall) all.end = std::max(all.end, end_of_return(row));
  return all;
}

double Story::at(Cursor cursor) const {
  const SpanId row = trace_->previous(cursor.begun, step_kinds);
  const Beat now = row == no_span ? opening() : beat(row);
  if (cursor.time < now.stop && cursor.time >= now.begin)
    return now.place + now.width * share(cursor.time - now.begin, now.stop - now.begin);
  const double end = now.place + now.width;
  if (now.room == 0 || cursor.time <= now.stop) return end;
  if (cursor.time >= now.next) return end + now.room;
  return end + now.room * share(cursor.time - now.stop, now.next - now.stop);
}

Cursor Story::cursor_within(const Beat& beat, Time t) const {
  if (beat.row == no_span && t <= Time()) return {};
  // What begins where a step rests has not begun yet: it belongs to what follows.
  const Time begun_by = t == beat.stop ? t - tick : t;
  const SpanId least = beat.row == no_span ? 0 : beat.row + 1;
  const SpanId begun = begun_by < Time() ? 0 : trace_->cursor_at(begun_by).begun;
  return {t, std::clamp(begun, least, beat.next_row)};
}

Cursor Story::cursor_at(double place) const {
  if (place >= length_) return {trace_->end(), trace_->size()};
  SpanId row = place > 0 ? row_at(place) : no_span;
  if (row != no_span && place < sum_before(row) + user_before((*trace_)[row]))
    row = trace_->previous(row, step_kinds);
  const Beat now = row == no_span ? opening() : beat(row);
  const double into = std::max(0.0, place - now.place);
  if (into < now.width)
    return cursor_within(now, now.begin + part_of(now.stop - now.begin, into / now.width));
  if (now.room == 0) return cursor_within(now, now.stop);
  const double rest = std::min(1.0, (into - now.width) / now.room);
  return cursor_within(now, now.stop + part_of(now.next - now.stop, rest));
}

Cursor Story::rest_after(SpanId step) const {
  const Beat now = beat(step);
  return cursor_within(now, now.stop);
}

Cursor Story::rest(std::int64_t number) const {
  const SpanId row = trace_->step(std::min(number, trace_->steps()));
  return row == no_span ? Cursor{} : rest_after(row);
}

} // namespace copyscope::figure
