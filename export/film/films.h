// A run as a film: what plays by itself in a page, and on a slide.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

// A film of a run as one SVG that plays by itself, without a script, for web pages. Where motion is
// not wanted, or not known, it is a still picture of the whole run.

/// Throws BadOptions as FilmReel does.
void write_animated_svg(const Runs& runs, const Options& options, const Writer& write,
                        const Progress& progress);

// A film of a run as GIF, for slide programs that play nothing better.

/// Streams: what is in memory is a frame or two. Throws BadOptions as FilmReel does.
void write_gif(const Runs& runs, const Options& options, const Writer& write,
               const Progress& progress);

} // namespace copyscope::exports
