// A film of a run as one SVG that plays by itself, without a script, for web pages. Where motion is
// not wanted, or not known, it is a still picture of the whole run.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

/// Throws BadOptions as FilmReel does.
void write_animated_svg(const Runs& runs, const Options& options, const Writer& write,
                        const Progress& progress);

} // namespace copyscope::exports
