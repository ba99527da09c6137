// Memory in huge pages for large traces, where the kernel gives them: madvise(2), MADV_HUGEPAGE.
#pragma once

#include "sim/trace/block_vector.h"

namespace copyscope::host {

/// Blocks below 2 MiB, and all where there are no huge pages, are ordinary memory.
trace::BlockMemory huge_pages();

} // namespace copyscope::host
