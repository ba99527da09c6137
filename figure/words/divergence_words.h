// Where a real run parts from the model, in words: the figure, both values, and the reason with the
// numbers that speak for it.
#pragma once

#include "figure/words/wording.h"
#include "sim/analysis/divergence.h"

#include <string>

namespace copyscope::figure {

/// What the figure is called: "context switches"; of a call "recvmsg()".
std::string name_of_figure(std::string_view path, Language language);
/// A value of that figure as tables show it: "2", "154.5 µs", "64 KiB".
std::string value_of_figure(std::string_view path, std::int64_t value);

/// The reason alone, without a full stop: "a fault maps up to 16 pages … : 1 fault for 16 pages".
std::string cause_text(const analysis::Divergence& divergence, Language language);

/// "Minor page faults: 16 → 1"; of a duration how many times as long as the model says it is, and
/// between what, as its rounds spread.
std::string divergence_heading(const analysis::Divergence& divergence, Language language);

/// "1.81 times as long as simulated (1.75 – 1.92)"; empty of what is no duration.
std::string times_text(const analysis::Divergence& divergence, Language language);

} // namespace copyscope::figure
