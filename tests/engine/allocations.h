// Counts what operator new is asked for, in the whole of the test program.
#pragma once

#include <cstddef>

namespace copyscope::engine {

std::size_t allocations();

} // namespace copyscope::engine
