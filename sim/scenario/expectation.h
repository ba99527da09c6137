// What a case is expected to come to, as a scenario writes it and as a saved trace keeps it.
#pragma once

#include "sim/scenario/names.h"

#include <vector>

namespace copyscope::scenario {

/// The table `expect`: nested keys and quoted ones are paths of figures.
std::vector<Expectation> read_expectations(const Node& expect, const Names& names, Reader& reader);

/// The form of a saved trace, which has no vocabulary to tell types from: an array of
/// { figure, relation, value, written }.
std::vector<Expectation> read_saved_expectations(const Node& expect, Reader& reader);

std::string_view sign_of(Expectation::Relation relation); ///< "<", "<=", "=", ">=", ">"

} // namespace copyscope::scenario
