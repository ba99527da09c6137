// What a row of a trace says of itself in a table: "to kernel", "page cache → user buffer".
#pragma once

#include "figure/words/wording.h"

#include <string>

namespace copyscope::gui {

/// "to kernel", "read()", "CPU copy".
std::string what_text(const trace::Trace& trace, const trace::Span& span,
                      figure::Language language);

/// "page cache → user buffer"; empty where it is about no buffer.
std::string way_text(const trace::Span& span, figure::Language language);

} // namespace copyscope::gui
