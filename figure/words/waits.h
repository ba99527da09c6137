// What a task waits for when a CPU turns from it or back to it.
#pragma once

#include "sim/trace/trace.h"

namespace copyscope::figure {

/// The wait that a context switch begins or ends: the task's latest one, if it is not over before;
/// else no_span.
trace::SpanId wait_of_switch(const trace::Trace& trace, trace::SpanId row);

} // namespace copyscope::figure
