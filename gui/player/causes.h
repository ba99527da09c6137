// What caused a step, and what it caused.
//
// The trace says what caused each row. What a step caused is the first later step that it is the
// cause of. An entry leads to the first step of its call, an interrupt to what its transfer led to.
#pragma once

#include "sim/trace/trace.h"

namespace copyscope::gui {

/// The step that caused this one, or no_span.
trace::SpanId cause_of(const trace::Trace& trace, trace::SpanId step);
/// The first step that this one caused, or no_span.
trace::SpanId effect_of(const trace::Trace& trace, trace::SpanId step);

} // namespace copyscope::gui
