// CSV: every row of a trace, with the columns of INTERFACE.md's "Export formats".
#pragma once

#include "assets/assets.h"
#include "sim/trace/trace.h"

#include <functional>
#include <string_view>

namespace copyscope::exports {

/// Receives the output piece by piece; may throw to stop it.
using Writer = std::function<void(std::string_view piece)>;

/// The rows that overlap [from, to]. `method` resolves labels to lines; nullptr leaves `line`
/// empty.
void write_csv(const trace::Trace& trace, const assets::Method* method, Time from, Time to,
               const Writer& write);

} // namespace copyscope::exports
