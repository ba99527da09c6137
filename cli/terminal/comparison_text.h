// The comparison of cases for people: a table with the ledger of each, and what each saves against
// the first, and by which step.
#pragma once

#include "cli/terminal/table.h"
#include "cli/terminal/words.h"
#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::cli {

// All of these are about the cases of a report that ran, which are the scenario's.

/// Whether they all send the same, in the same chunks, with the same in the page cache.
bool has_one_workload(const scenario::Scenario& scenario, const analysis::Report& report);

/// Title, workload and machine: what the table below is about.
std::string scenario_head(const scenario::Scenario& scenario, const analysis::Report& report,
                          Language language, const Terminal& terminal);

/// One row a case. Columns of figures that are 0 everywhere are left out.
Table case_table(const scenario::Scenario& scenario, const analysis::Report& report,
                 Language language);

/// For each simulated case but the first: how many times as fast, and which steps it saves or adds.
std::string savings_text(const scenario::Scenario& scenario, const analysis::Report& report,
                         Language language, const Terminal& terminal);

/// Notes of assets/texts/notes.toml by their keys, a paragraph each.
std::string notes_text(const std::vector<std::string_view>& notes, Language language,
                       const Terminal& terminal);

} // namespace copyscope::cli
