// A storyboard as PDF: the steps of one case, or of several one after the other, a page each or
// several to a sheet of A4; first a list of all with links.
#pragma once

#include "export/paper/sheet.h"

namespace copyscope::exports {

/// Streams: memory does not grow with the rows, for of many steps some hundred are shown. Throws
/// BadOptions where a part of the run is asked for in which nothing happens.
void write_storyboard(const Runs& runs, const Options& options, const Writer& write,
                      const Progress& progress);

/// Its page of contents.
Preview storyboard_preview(const Runs& runs, const Options& options,
                           const figure::Measure& measure);

} // namespace copyscope::exports
