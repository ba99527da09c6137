// What to do where the kernel refuses a method.
#pragma once

#include <cstdint>
#include <string>

namespace copyscope::real {

/// For pages that a send or a registered buffer of so many bytes pins, and for which the limit on
/// locked memory does not suffice.
std::string locked_memory_advice(std::int64_t bytes);

/// Sends of so many bytes whose pages may be pinned at once, at least 1.
std::int64_t sends_that_fit_locked_memory(std::int64_t bytes);

/// For io_uring_setup() that fails with that errno; empty where there is nothing to say. `root`
/// stands before /proc.
std::string io_uring_advice(int error, const std::string& root = "");

} // namespace copyscope::real
