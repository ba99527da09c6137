// Memory in huge pages for large traces, where the kernel gives them: madvise(2), MADV_HUGEPAGE.
//
// New pages are full of zeros, and to write these takes the kernel as long as it takes to make the
// rows that go there. So what a dropped trace gives back is kept for the next one: a case is
// simulated again and again while its parameters are turned.
#pragma once

#include "sim/trace/block_vector.h"

#include <cstddef>

namespace copyscope::host {

/// Kept for the next trace at the most; the kernel takes it where memory is short.
constexpr std::size_t most_kept_bytes = std::size_t{384} << 20;

/// Blocks below 2 MiB, and all where there are no huge pages, are ordinary memory; from the first
/// call on, that grows by so much at once that huge pages fit there too. Any number of threads may
/// take blocks and give them back, also those that another thread took.
trace::BlockMemory huge_pages();

} // namespace copyscope::host
