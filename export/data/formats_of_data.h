// The formats that are data for other programs: they need no drawing library.
#pragma once

#include "export/data/format.h"

#include <vector>

namespace copyscope::exports {

/// In the order in which they are listed.
std::vector<Format> formats_of_data();

} // namespace copyscope::exports
