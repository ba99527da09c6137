// A film of a run as GIF, for slide programs that play nothing better.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

/// Streams: what is in memory is a frame or two. Throws BadOptions as FilmReel does.
void write_gif(const Runs& runs, const Options& options, const Writer& write,
               const Progress& progress);

} // namespace copyscope::exports
