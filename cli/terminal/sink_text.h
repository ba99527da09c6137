// The sends of a real run that were timed alone, on the sink, as a table for the terminal.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "sim/analysis/report.h"

#include <string>

namespace copyscope::cli {

/// Empty where no case was timed there.
std::string sink_table(const analysis::Report& report, Language language, const Terminal& terminal);

} // namespace copyscope::cli
