// What a real run has observed beside the figures of its table: every copy with its bytes, what
// each end has used, and what came from a disk.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "sim/analysis/report.h"

#include <string>

namespace copyscope::cli {

/// Of the cases that ran.
std::string real_details(const analysis::Report& report, Language language,
                         const Terminal& terminal);

} // namespace copyscope::cli
