// A case as a numbered story: when each step begins, how long it takes, what happens.
#pragma once

#include "cli/terminal/terminal.h"
#include "cli/terminal/words.h"
#include "program/running.h"

#include <cstdint>
#include <functional>
#include <string>

namespace copyscope::cli {

/// Steps that are told before the rest is left out: two rounds of the longest-winded method, so
/// that the repetition shows.
constexpr std::int64_t steps_told = 60;

/// Tells the case, piece by piece; of more than `most` steps only the first, to the end of a call,
/// then "…" and the end. Returns how many steps it has left out.
std::int64_t tell_steps(const scenario::Scenario& scenario, const analysis::CaseReport& told,
                        std::int64_t most, Language language, const Terminal& terminal,
                        const std::function<void(std::string_view)>& write);

} // namespace copyscope::cli
