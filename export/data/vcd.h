// A value change dump, for GTKWave and Surfer: what each lane does as text, what each buffer holds
// as a real number, the ledger's counts as integers. The time scale is 1 ps.
#pragma once

#include "export/data/extract.h"
#include "export/data/writer.h"

namespace copyscope::exports {

/// Streams: memory does not grow with the rows.
void write_vcd(const Extract& extract, const Writer& write);

} // namespace copyscope::exports
