// A trace as JSON: all of it, with its scenario, so that it can be opened again anywhere.
//
// One object: `format`, `schema`, `program`, `header`, `lanes`, `names`, `labels`, `columns`,
// `spans` (an array a row, a row a line, in the order of the columns) and `end_ps`, in this order,
// which is the order in which it is read: neither way holds more than the trace itself.
#pragma once

#include "sim/scenario/load.h"
#include "sim/trace/trace.h"

#include <functional>
#include <string>
#include <string_view>

namespace copyscope::trace {

/// Calls `write` with one piece of the text after the other, some 64 KiB each.
/// `progress` is told now and then how much is done, 0 … 1. Both may throw to stop it.
void save_json(const Trace& trace, const std::function<void(std::string_view piece)>& write,
               const std::function<void(double done)>& progress = {});

/// Throws scenario::InputError, with line and column, for what is no trace, and for a trace that
/// breaks a rule of TraceSink. Saving what was loaded gives the same bytes. `memory` holds the
/// rows. `progress` is told now and then how much is done, 0 … 1; it may throw to stop it.
Trace load_json(std::string_view text, const std::string& file, BlockMemory memory = {},
                const std::function<void(double done)>& progress = {});

} // namespace copyscope::trace
