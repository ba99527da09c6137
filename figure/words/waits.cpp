#include "figure/words/waits.h"

namespace copyscope::figure {

using trace::Kind;
using trace::no_span;
using trace::SpanId;

SpanId wait_of_switch(const trace::Trace& trace, SpanId row) {
  const trace::Span span = trace[row];
  if (span.kind != Kind::context_switch || span.task == trace::no_task) return no_span;
  const SpanId wait = trace.previous_of_task(span.task, row, {set_of(Kind::wait)});
  return wait != no_span && trace[wait].end > span.begin ? wait : no_span;
}

} // namespace copyscope::figure
