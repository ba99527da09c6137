// How long the cases of a real run took, how often each was sent, how sure that is, and whether the
// model's order is found.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "sim/analysis/report.h"

#include <string>

namespace copyscope::cli {

/// A table of the duration and one of the CPU time: median, its 95 % interval, range, ratio, ties;
/// below them what is to be said of both.
std::string times_text(const analysis::Report& report, Language language, const Terminal& terminal);

/// What the ratios and their intervals mean, which are ties; empty where there is no ratio.
std::string ratio_notes(const analysis::Report& report, Language language,
                        const Terminal& terminal);

/// How often the files were sent, what did not count, of which cases too little is known, and what
/// munmap() adds.
std::string sends_text(const analysis::Report& report, Language language, const Terminal& terminal);

/// Whether the machine shows the model's order, by duration, by CPU time, and by what the sends
/// alone cost on the sink; a line for each work.
std::string order_text(const analysis::Report& model, const analysis::Report& machine,
                       Language language, const Terminal& terminal);

} // namespace copyscope::cli
