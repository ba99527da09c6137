// From what a user names to scenarios, settings and cases; and the names that scenarios may use.
#pragma once

#include "sim/scenario/load.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::program {

struct ScenarioFile; // program/catalog.h

/// The names that scenarios may use: methods, figures, kinds, buffers, facts.
const scenario::Vocabulary& vocabulary();

/// A saved trace is JSON, and so begins with a brace; no scenario does.
bool is_saved_trace(std::string_view text);

/// Throws UsageError for a file that is one: a scenario is asked for.
void refuse_saved_trace(const ScenarioFile& file);

/// Finds and loads it with `--set KEY=VALUE` settings applied. Throws scenario::InputError too.
scenario::Scenario load_scenario(const std::string& name, const std::vector<std::string>& settings);

/// "KEY=VALUE" apart. Throws UsageError where there is no "=".
std::vector<scenario::Setting> settings_from(const std::vector<std::string>& written);

/// The cases of those ids in the scenario's order; all of them where none is asked for. Throws
/// UsageError for an unknown id, with the nearest.
std::vector<const scenario::Case*> cases_of(const scenario::Scenario& scenario,
                                            const std::vector<std::string>& ids);

} // namespace copyscope::program
