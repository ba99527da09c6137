// The chart of a crossover, as `copyscope crossover --chart` writes it.
#pragma once

#include "export/data/format.h"
#include "sim/analysis/crossover.h"

#include <string>

namespace copyscope::cli {

/// "-" is standard output. Throws UsageError for a width or type that cannot be.
void save_crossover_chart(const analysis::Crossover& crossover, const std::string& path,
                          const exports::Options& options);

} // namespace copyscope::cli
