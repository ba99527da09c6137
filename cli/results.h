// The results of several cases as JSON and CSV, for scripts.
#pragma once

#include "sim/analysis/report.h"

#include <string>

namespace copyscope::cli {

/// INTERFACE's object: schema, scenario, cases.
std::string results_as_json(const analysis::Report& report);

/// One row a case; the columns are the JSON's figures by their paths: "copies.cpu", "cpu.user_ps".
std::string results_as_csv(const analysis::Report& report);

} // namespace copyscope::cli
