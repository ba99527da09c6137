// WaveJSON, for WaveDrom: a lane a row, a tick a step, however long the step takes.
#pragma once

#include "export/data/extract.h"
#include "export/data/writer.h"

namespace copyscope::exports {

/// Streams: memory does not grow with the rows, which are walked through twice for each lane.
void write_wavejson(const Extract& extract, assets::Language language, const Writer& write);

} // namespace copyscope::exports
