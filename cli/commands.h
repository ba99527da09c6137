// The subcommands, one file each: command_NAME.cpp. Each adds itself to the command line; what the
// user chose is then run once parsing is done.
#pragma once

#include "assets/assets.h"
#include "cli/exit_status.h"

#include <functional>
#include <string>

namespace copyscope::cli {

class Command;

/// What is to be done: set by the callback of the subcommand that was given.
using Chosen = std::function<Exit()>;

void add_list(Command& program, Chosen& chosen);
void add_explain(Command& program, Chosen& chosen);
void add_run(Command& program, Chosen& chosen);
void add_export(Command& program, Chosen& chosen);
void add_trace(Command& program, Chosen& chosen);
void add_check(Command& program, Chosen& chosen);
void add_gui(Command& program, Chosen& chosen);
/// Only where real mode is built in (COPYSCOPE_HAS_REAL, set by CMake on Linux).
void add_real(Command& program, Chosen& chosen);
void add_compare(Command& program, Chosen& chosen);
void add_doctor(Command& program, Chosen& chosen);
void add_receive(Command& program, Chosen& chosen);
void add_calibrate(Command& program, Chosen& chosen);
void add_crossover(Command& program, Chosen& chosen);

/// The words that may stand first on the command line, for "did you mean".
inline const std::vector<std::string> command_names{
    "list",    "explain",   "run",       "export",  "trace",  "check", "real",
    "compare", "calibrate", "crossover", "receive", "doctor", "gui"};

/// What `run SCENARIO` prints: the table of all cases and the comparison with the first.
std::string comparison_of(const std::string& scenario, assets::Language language);

} // namespace copyscope::cli
