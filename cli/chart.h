// The chart of a comparison, as `copyscope run --chart` writes it.
#pragma once

#include "assets/assets.h"
#include "export/data/format.h"
#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"

#include <string>

namespace copyscope::cli {

/// Simulates each case again, keeping one trace at a time. Throws scenario::InputError where one
/// would have too many rows, UsageError for a width or type that cannot be. "-" is standard output.
void save_chart(const scenario::Scenario& scenario, const analysis::Report& report,
                const std::string& path, const exports::Options& options);

} // namespace copyscope::cli
