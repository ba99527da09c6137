// The program as a function: parses the command line, runs the chosen command, turns every
// exception into a message and an exit status. The only place that catches them.
#pragma once

namespace copyscope::cli {

int run_program(int argc, char** argv);

} // namespace copyscope::cli
