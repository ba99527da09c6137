// The formats that are drawn: diagrams and pages on paper, films, the lesson in one file.
#pragma once

#include "export/data/format.h"

#include <vector>

namespace copyscope::exports {

/// In the order in which they are listed.
std::vector<Format> formats_drawn();

} // namespace copyscope::exports
