// Whether sends were zero-copy, who says so, and why, as a table for the terminal.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "sim/analysis/send_verdict.h"

#include <string>
#include <utility>
#include <vector>

namespace copyscope::cli {

/// Of each case, by its id; with the number of the reason, which stands below: many cases share
/// one. Empty without any.
std::string
zero_copy_table(const std::vector<std::pair<std::string, analysis::SendVerdict>>& verdicts,
                Language language, const Terminal& terminal);

} // namespace copyscope::cli
