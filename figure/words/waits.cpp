#include "figure/words/waits.h"

namespace copyscope::figure {

using trace::Kind;
using trace::no_span;
using trace::SpanId;

SpanId wait_of_switch(const trace::Trace& trace, SpanId row) {
  constexpr int most_looked_at = 256; // a wait is opened just before, or goes on since
  const trace::Span span = trace[row];
  if (span.kind != Kind::context_switch || span.task == trace::no_task) return no_span;
  SpanId before = trace.previous_of_task(span.task, row);
  for (int i = 0; i < most_looked_at && before != no_span; ++i) {
    const trace::Span each = trace[before];
    if (each.kind == Kind::wait) return each.end > span.begin ? before : no_span;
    before = trace.previous_of_task(span.task, before);
  }
  return no_span;
}

} // namespace copyscope::figure
