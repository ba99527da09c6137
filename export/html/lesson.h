// The lesson in one file, and what it will look like.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

// The lesson in one file: every step of every case with its picture, in both languages, for any
// browser, without a network.

/// Nothing in the file asks for anything outside it, and its policy forbids it to.
void write_html(const Runs& runs, const Options& options, const Writer& write,
                const Progress& progress);

// The first page of a lesson in one file, as a browser will show it, for those who choose before
// they write it.

/// Throws BadOptions, as write_html() does.
Preview html_preview(const Runs& runs, const Options& options, const figure::Measure& measure);

} // namespace copyscope::exports
