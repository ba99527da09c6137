// Where the two levels of the model differ at a step, and which of the sentences of
// assets/texts/levels.toml says why. Which situation it is, is read from the row and from what
// surrounds it; one table holds the situations, in the order in which they are thought of.
#pragma once

#include "assets/assets.h"
#include "sim/trace/trace.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// "disk_wait", "read_ahead" …; empty where the levels do the same, and in a run of the textbook's
/// level or of none.
std::string_view situation_at(const trace::Trace& trace, trace::SpanId step);

/// All that there are, as the keys of the texts have them.
std::vector<std::string_view> situations();

/// The two sentences with what stands before each.
struct LevelContrast {
  std::string textbook_heading, textbook;
  std::string here_heading, here;
};
std::optional<LevelContrast> level_contrast(const trace::Trace& trace, trace::SpanId step,
                                            assets::Language language);

} // namespace copyscope::figure
