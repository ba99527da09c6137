// What the window shows a trace under that comes from no scenario: it goes by cases.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/trace/trace.h"

namespace copyscope::gui {

/// A scenario of one case that has the run's title and, as far as they are known, its method, its
/// clients and the size of what they send; no lesson, and a machine that says nothing.
scenario::Scenario stand_in_for(const trace::Trace& trace);

} // namespace copyscope::gui
