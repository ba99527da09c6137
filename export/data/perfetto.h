// Chrome trace-event JSON, for ui.perfetto.dev, chrome://tracing and speedscope.
//
// One complete event ("X") a row, on the thread of its lane; counters ("C") of the bytes in each
// buffer and of the copies made; an arrow ("s" to "f") from each call to each copy that belongs to
// it. Times are microseconds with six decimals: no picosecond is lost.
#pragma once

#include "export/data/extract.h"
#include "export/data/writer.h"

namespace copyscope::exports {

/// `method` resolves labels to lines; nullptr leaves them out. Streams: memory does not grow with
/// the rows.
void write_perfetto(const Extract& extract, const assets::Method* method, const Writer& write);

} // namespace copyscope::exports
