// The subcommands, one file each: command_NAME.cpp. Each adds itself to the command line; what the
// user chose is then run once parsing is done.
#pragma once

#include "assets/assets.h"
#include "cli/exit_status.h"

#include <functional>
#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace copyscope::cli {

/// What is to be done: set by the callback of the subcommand that was given.
using Chosen = std::function<Exit()>;

void add_list(CLI::App& program, Chosen& chosen);
void add_explain(CLI::App& program, Chosen& chosen);
void add_run(CLI::App& program, Chosen& chosen);
void add_export(CLI::App& program, Chosen& chosen);
void add_check(CLI::App& program, Chosen& chosen);
void add_gui(CLI::App& program, Chosen& chosen);
/// Only where real mode is built in (COPYSCOPE_HAS_REAL, set by CMake on Linux).
void add_real(CLI::App& program, Chosen& chosen);
void add_compare(CLI::App& program, Chosen& chosen);

/// The words that may stand first on the command line, for "did you mean".
inline const std::vector<std::string> command_names{"list",  "explain", "run",     "export",
                                                    "check", "real",    "compare", "gui"};

/// What `run SCENARIO` prints: the table of all cases and the comparison with the first.
std::string comparison_of(const std::string& scenario, assets::Language language);

} // namespace copyscope::cli
