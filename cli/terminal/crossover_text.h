// The crossover for people: a table of what a send costs by size, and from which size on what pays.
#pragma once

#include "assets/assets.h"
#include "cli/terminal/terminal.h"
#include "sim/analysis/crossover.h"

#include <string>

namespace copyscope::cli {

std::string crossover_text(const analysis::Crossover& crossover, assets::Language language,
                           const Terminal& terminal);

} // namespace copyscope::cli
