#include "gui/player/causes.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::Kind;
using trace::KindSet;
using trace::no_span;
using trace::set_of;
using trace::Span;
using trace::SpanId;
using trace::step_kinds;
using trace::Trace;
using trace::WellKnown;

constexpr KindSet announced = set_of(Kind::dma_copy) | set_of(Kind::pio_copy) |
                              set_of(Kind::disk_access) | set_of(Kind::transmit);
constexpr KindSet crossings = set_of(Kind::mode_switch);

// How many rows of the kinds are looked at: calls of other processes may lie in between.
constexpr int patience = 64;

template <class Wanted>
SpanId last_before(const Trace& trace, SpanId row, KindSet kinds, Wanted wanted) {
  for (int i = 0; i < patience; ++i) {
    row = trace.previous(row, kinds);
    if (row == no_span || wanted(trace[row])) return row;
  }
  return no_span;
}

SpanId entry_of_call(const Trace& trace, SpanId row) {
  const Span& span = trace[row];
  if (span.call == 0) return no_span;
  return last_before(trace, row, crossings, [&](const Span& each) {
    return each.name == WellKnown::to_kernel && each.call == span.call;
  });
}

// The steps about the byte with which the row's range begins, in order.
std::vector<SpanId> steps_about_its_byte(const Trace& trace, SpanId row) {
  const Span& span = trace[row];
  if (!span.has_range || span.bytes == 0) return {};
  std::vector<SpanId> steps = trace.journey(span.client, span.range().offset);
  std::erase_if(steps, [&](SpanId id) { return !trace::is_step(trace[id].kind); });
  return steps;
}

SpanId earlier_about_its_byte(const Trace& trace, SpanId row) {
  const std::vector<SpanId> steps = steps_about_its_byte(trace, row);
  const auto here = std::lower_bound(steps.begin(), steps.end(), row);
  return here == steps.begin() ? no_span : *(here - 1);
}

SpanId first_caused_by(const Trace& trace, SpanId cause, SpanId after) {
  SpanId near = after;
  for (int i = 0; i < patience; ++i) {
    near = trace.next(near + 1, step_kinds);
    if (near == no_span || cause_of(trace, near) == cause) break;
    if (i + 1 == patience) near = no_span;
  }
  // What happens to its bytes later may be far away.
  for (const SpanId id : steps_about_its_byte(trace, cause))
    if (id > after && id < near && cause_of(trace, id) == cause) return id;
  return near;
}

SpanId first_of_call_after(const Trace& trace, SpanId entry) {
  SpanId step = entry;
  for (int i = 0; i < patience; ++i) {
    step = trace.next(step + 1, step_kinds);
    if (step == no_span || trace[step].call == trace[entry].call) return step;
  }
  return no_span;
}

} // namespace

SpanId cause_of(const Trace& trace, SpanId step) {
  const Span& span = trace[step];
  SpanId cause = no_span;
  if (span.kind == Kind::interrupt)
    cause = last_before(trace, step, announced,
                        [&](const Span& each) { return each.call == span.call; });
  else if (span.kind == Kind::mode_switch && span.name == WellKnown::to_kernel)
    return last_before(trace, step, crossings, [&](const Span& each) {
      return each.name == WellKnown::to_user && each.client == span.client;
    });
  else
    cause = earlier_about_its_byte(trace, step);
  if (cause == no_span) cause = entry_of_call(trace, step);
  return cause != no_span ? cause : trace.previous(step, step_kinds);
}

SpanId effect_of(const Trace& trace, SpanId step) {
  const Span& span = trace[step];
  if (span.kind == Kind::mode_switch && span.name == WellKnown::to_kernel)
    return first_of_call_after(trace, step);
  const SpanId effect = first_caused_by(trace, step, step);
  if (effect != no_span || span.kind != Kind::interrupt) return effect;
  const SpanId transfer = cause_of(trace, step);
  return transfer == no_span ? no_span : first_caused_by(trace, transfer, step);
}

} // namespace copyscope::gui
