// What a real run came to, for people: its table, how sure each figure is, where it ran.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"

#include <string>

namespace copyscope::cli {

std::string real_text(const scenario::Scenario& scenario, const analysis::Report& report,
                      Language language, const Terminal& terminal);

/// That the run was cancelled, where it was.
std::string cancelled_text(const analysis::Report& report, Language language,
                           const Terminal& terminal);

/// Cases that did not run, and why.
std::string unavailable_text(const analysis::Report& report, Language language,
                             const Terminal& terminal);

/// What else is to be said of cases that ran: fewer rounds, another card than they ask for.
std::string notes_text(const analysis::Report& report, Language language, const Terminal& terminal);

/// Kernel, CPU, path and so on.
std::string environment_text(const analysis::Report& report, Language language,
                             const Terminal& terminal);

} // namespace copyscope::cli
