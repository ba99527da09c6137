// A trace in other programs' formats, each written as it goes: memory does not grow with the rows.
#pragma once

#include "export/data/extract.h"
#include "export/data/writer.h"

namespace copyscope::exports {

// CSV: every row of a trace, with the columns of INTERFACE.md's "Export formats".

/// `method` resolves labels to lines; nullptr leaves `line` empty.
void write_csv(const Extract& extract, const assets::Method* method, const Writer& write);

// Chrome trace-event JSON, for ui.perfetto.dev, chrome://tracing and speedscope.
//
// One complete event ("X") a row, on the thread of its lane; counters ("C") of the bytes in each
// buffer and of the copies made; an arrow ("s" to "f") from each call to each copy that belongs to
// it. Times are microseconds with six decimals: no picosecond is lost.

/// `method` resolves labels to lines; nullptr leaves them out. Streams: memory does not grow with
/// the rows.
void write_perfetto(const Extract& extract, const assets::Method* method, const Writer& write);

// A value change dump, for GTKWave and Surfer: what each lane does as text, what each buffer holds
// as a real number, the ledger's counts as integers. The time scale is 1 ps.

/// Streams: memory does not grow with the rows.
void write_vcd(const Extract& extract, const Writer& write);

// WaveJSON, for WaveDrom: a lane a row, a tick a step, however long the step takes.

/// Streams: memory does not grow with the rows, which are walked through twice for each lane.
void write_wavejson(const Extract& extract, assets::Language language, const Writer& write);

// A sequence diagram in Mermaid's language, for Markdown (GitHub, GitLab, many editors).

/// Streams: memory does not grow with the rows.
void write_mermaid(const Extract& extract, assets::Language language, const Writer& write);

} // namespace copyscope::exports
