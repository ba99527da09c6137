// The lesson in one file: every step of every case with its picture, in both languages, for any
// browser, without a network.
#pragma once

#include "export/data/format.h"

namespace copyscope::exports {

/// Nothing in the file asks for anything outside it, and its policy forbids it to.
void write_html(const Runs& runs, const Options& options, const Writer& write,
                const Progress& progress);

} // namespace copyscope::exports
