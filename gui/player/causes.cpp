#include "gui/player/causes.h"

#include <cstddef>
#include <vector>

namespace copyscope::gui {

namespace {

using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;

bool enters(const Span& span) {
  return span.kind == trace::Kind::mode_switch && span.name == trace::WellKnown::to_kernel;
}

/// The first step after `after` that the row caused: calls and waits that it caused are passed
/// over.
SpanId first_step_caused_by(const Trace& trace, SpanId row, SpanId after) {
  while (true) {
    const std::vector<SpanId> next = trace.effects(row, after + 1, 1);
    if (next.empty()) return no_span;
    after = next.front();
    if (trace::is_step(trace[after].kind)) return after;
  }
}

} // namespace

SpanId cause_of(const Trace& trace, SpanId step) {
  return trace[step].cause;
}

SpanId effect_of(const Trace& trace, SpanId step) {
  const Span& span = trace[step];
  if (enters(span) && span.call != 0)
    return trace.next_of_call(span.call, step + 1, {trace::step_kinds});
  const SpanId effect = first_step_caused_by(trace, step, step);
  if (effect != no_span || span.kind != trace::Kind::interrupt || span.cause == no_span)
    return effect;
  return first_step_caused_by(trace, span.cause, step);
}

} // namespace copyscope::gui
