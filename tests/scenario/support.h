// What the tests of this room share: a vocabulary, the shipped presets, scenarios to begin with.
#pragma once

#include "sim/scenario/load.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::scenario {

/// Some of the program's names.
const Vocabulary& vocabulary();

/// The presets that ship, and `half`, which lacks a parameter and has a mistake.
std::optional<std::string> preset_text(std::string_view name);

/// The smallest scenario: one case, `read-write`, of 64 KiB. Eleven lines; what is added comes on
/// line 12, behind the case `one`.
std::string small(std::string_view added = "");

Scenario load_text(std::string_view text, const std::vector<Setting>& settings = {});

/// What is wrong with it; fails the test where nothing is.
std::vector<Problem> problems_of(std::string_view text, const std::vector<Setting>& settings = {});

/// The text with the first occurrence of a part replaced; the part must be there.
std::string with(std::string text, std::string_view part, std::string_view instead);

} // namespace copyscope::scenario
