// What caused a step, and what it caused.
//
// A trace does not say; the rules of the machine do:
//   interrupt     the transfer or disk access of the same call that it announces
//   a step about bytes  the last step before it about the first of these bytes; without one, the
//                 entry of its call
//   to_user       the entry of its call
//   to_kernel     the return before it: the program ran on
//   all others    the entry of its call, or the step before
// What a step caused is the first later step that it is the cause of. An entry leads to the first
// step of its call, an interrupt to what its transfer led to.
#pragma once

#include "sim/trace/trace.h"

namespace copyscope::gui {

/// The step that caused this one, or no_span.
trace::SpanId cause_of(const trace::Trace& trace, trace::SpanId step);
/// The first step that this one caused, or no_span.
trace::SpanId effect_of(const trace::Trace& trace, trace::SpanId step);

} // namespace copyscope::gui
