// copyscope real: the scenario with actual system calls.
#include "cli/commands.h"
#include "cli/options.h"

#include <memory>

namespace copyscope::cli {

void add_real(CLI::App&, Chosen&) {}
void add_compare(CLI::App&, Chosen&) {}

} // namespace copyscope::cli
