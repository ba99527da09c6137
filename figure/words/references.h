// Texts of a scenario that name results and facts of the machine: "{read-write.copies.cpu}",
// "{machine.nic.scatter_gather}" (INTERFACE.md, "Scenario files").
#pragma once

#include "figure/words/wording.h"
#include "sim/scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// The text with what it names in place: figures as tables show them, facts of the machine of
/// `of_case` as a scenario would write them, but "on" and "off" for what is switched. A result that
/// is not there yet is "…".
std::string resolved(const scenario::Text& text, Language language,
                     const scenario::Scenario& scenario, std::string_view of_case,
                     const std::vector<analysis::Result>& results);

} // namespace copyscope::figure
