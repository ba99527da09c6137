#include "gui/player/place_in_run.h"

#include <cmath>

namespace copyscope::gui {

namespace {

using trace::CallId;
using trace::Kind;
using trace::no_span;
using trace::set_of;
using trace::Span;
using trace::SpanId;
using trace::Trace;

/// What a call does with the bytes that it was asked for. What is read ahead for it lies elsewhere.
constexpr trace::KindSet moves = set_of(Kind::cpu_copy) | set_of(Kind::pio_copy) |
                                 set_of(Kind::descriptor) | set_of(Kind::page_reference) |
                                 set_of(Kind::map) | set_of(Kind::pin);

std::optional<Bytes> offset_of_call(const Trace& trace, CallId call) {
  for (const trace::Wanted rows : {trace::Wanted{moves}, trace::Wanted{}})
    for (SpanId row = trace.next_of_call(call, 0, rows); row != no_span;
         row = trace.next_of_call(call, row + 1, rows))
      if (trace[row].has_range) return trace[row].range().offset;
  return std::nullopt;
}

} // namespace

PlaceInRun::PlaceInRun(const Trace& trace, trace::Cursor at, bool is_at_end)
    : is_at_end_(is_at_end) {
  if (trace.end() > Time())
    share_ = static_cast<double>(at.time.ps()) / static_cast<double>(trace.end().ps());
  const SpanId step = trace.previous(at.begun, trace::step_kinds);
  is_at_start_ = step == no_span;
  if (is_at_start_) return;
  const Span span = trace[step];
  kind_ = span.kind;
  source_ = trace.source(span);
  target_ = trace.target(span);
  name_ = trace.name(span);
  call_ = trace.call_name(span);
  label_ = trace.label(span);
  flow_ = span.flow;
  if (span.has_range)
    offset_ = span.range().offset;
  else if (span.call != 0)
    offset_ = offset_of_call(trace, span.call);
}

trace::Cursor PlaceInRun::in(const figure::Story& other) const {
  const Trace& trace = other.trace();
  if (is_at_start_) return {};
  if (is_at_end_) return {trace.end(), trace.size()};
  if (const SpanId step = step_in(trace); step != no_span) return other.rest_after(step);
  return trace.cursor_at(
      Time::from_ps(std::llround(share_ * static_cast<double>(trace.end().ps()))));
}

SpanId PlaceInRun::step_in(const Trace& other) const {
  if (!offset_) return no_span;
  const trace::FlowId flow = flow_ < other.tables().flows.size() ? flow_ : 0;
  CallId call = 0;
  for (const SpanId row : other.journey(flow, *offset_)) {
    const Span span = other[row];
    const bool is_call = other.call_name(span) == call_ && other.label(span) == label_;
    const bool is_like = span.kind == kind_ && other.source(span) == source_ &&
                         other.target(span) == target_ && other.name(span) == name_;
    if (is_call && is_like) return row;
    if (is_call && call == 0) call = span.call;
  }
  return call == 0 ? no_span : step_of_call(other, call);
}

/// The one of that kind and name, else the call's first.
SpanId PlaceInRun::step_of_call(const Trace& other, CallId call) const {
  const trace::Wanted like = {set_of(kind_)};
  for (SpanId row = other.next_of_call(call, 0, like); row != no_span;
       row = other.next_of_call(call, row + 1, like))
    if (other.name(other[row]) == name_) return row;
  return other.next_of_call(call, 0, {trace::step_kinds});
}

} // namespace copyscope::gui
