// CSV: every row of a trace, with the columns of INTERFACE.md's "Export formats".
#pragma once

#include "export/data/extract.h"

namespace copyscope::exports {

/// `method` resolves labels to lines; nullptr leaves `line` empty.
void write_csv(const Extract& extract, const assets::Method* method, const Writer& write);

} // namespace copyscope::exports
