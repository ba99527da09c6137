// What a run is called: by its scenario and case, or, where it comes from none, by its own title;
// and what is said at its end.
#pragma once

#include "assets/assets.h"
#include "sim/trace/header.h"

#include <string>

namespace copyscope::figure {

/// The title of what was run: the scenario's; else the run's own; else what kind of run it is.
scenario::Text run_title(const trace::Header& header);
/// The case's; else as run_title().
scenario::Text case_title(const trace::Header& header);

/// "After 154.5 µs the network card has all 64 KiB.": how the run of a case ends, of all its
/// clients.
std::string ending_of(const scenario::Case& which, trace::Source source, std::string time,
                      assets::Language language);

} // namespace copyscope::figure
