// A method's counts as formulas in n (rounds) and S (bytes), found by simulating one, two and three
// rounds of the textbook's machine, so that they cannot disagree with what is simulated.
#pragma once

#include "figure/words/explanation.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::program {

using figure::CountFormulas;

/// Cold without and with scatter-gather, then warm without.
std::vector<CountFormulas> count_formulas(std::string_view method);

/// The keys of the notes that arise in one round of the method, on a card that cannot gather and on
/// one that can.
std::vector<std::string_view> notes_of_method(std::string_view method);

/// Both, for figure::explanation_of.
figure::MethodFacts facts_of_method(std::string_view method);

/// The line through the values at n = 1, 2, 3 in the unit given: "2n", "n + 1", "0"; the three
/// values where no line goes through them.
std::string formula_through(const std::vector<long long>& values, long long per_round,
                            std::string_view variable);

} // namespace copyscope::program
