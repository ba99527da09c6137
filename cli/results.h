// The results of several cases as JSON and CSV, for scripts.
#pragma once

#include "sim/analysis/result.h"

#include <string>
#include <vector>

namespace copyscope::cli {

/// INTERFACE's object: schema, scenario, cases.
std::string results_as_json(const std::string& scenario,
                            const std::vector<analysis::Result>& results);

/// One row a case; the columns are the JSON's figures by their paths: "copies.cpu", "cpu.user_ps".
std::string results_as_csv(const std::string& scenario,
                           const std::vector<analysis::Result>& results);

} // namespace copyscope::cli
