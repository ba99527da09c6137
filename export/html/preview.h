// The first page of a lesson in one file, as a browser will show it, for those who choose before
// they write it.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

/// Throws BadOptions, as write_html() does.
Preview html_preview(const Runs& runs, const Options& options, const figure::Measure& measure);

} // namespace copyscope::exports
