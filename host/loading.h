// How a desktop loads large traces: into huge pages, and with a second processor where there is
// one.
#pragma once

#include "sim/trace/file/load.h"

namespace copyscope::host {

/// Of all rows, and telling nobody; the caller adds what it wants.
trace::Loading loading();

} // namespace copyscope::host
