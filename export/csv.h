// CSV: every row of a trace, with the columns of INTERFACE.md's "Export formats".
#pragma once

#include "assets/assets.h"
#include "export/writer.h"
#include "sim/trace/trace.h"

namespace copyscope::exports {

/// The rows that overlap [from, to]. `method` resolves labels to lines; nullptr leaves `line`
/// empty.
void write_csv(const trace::Trace& trace, const assets::Method* method, Time from, Time to,
               const Writer& write);

} // namespace copyscope::exports
