// From a Scenario back to text: TOML for people ("Save as scenario"), JSON for a trace's header.
//
// Both are complete: every parameter of every case is written out, so neither needs a preset to be
// read again, and reading gives an equal Scenario.
#pragma once

#include "sim/scenario/document/document.h"
#include "sim/scenario/load.h"
#include "sim/scenario/scenario.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace copyscope::scenario {

std::string to_toml(const Scenario& scenario);

nlohmann::ordered_json to_json(const Scenario& scenario);

/// The reverse of to_json. Throws InputError with `file` as the place. Names that the vocabulary
/// lacks are accepted: a saved trace may come from a program that knows more methods.
Scenario from_json(const nlohmann::ordered_json& json, const std::string& file);
/// The same out of a document that has been parsed: the header of a saved trace.
Scenario read_saved_scenario(const Node& root, const Source& source, Problems& problems);

} // namespace copyscope::scenario
