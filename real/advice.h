// What to do where the kernel refuses a method.
#pragma once

#include <cstdint>
#include <string>

namespace copyscope::real {

/// For so many bytes whose pages count as `locked` bytes of locked memory, where the limit on it
/// does not suffice.
std::string locked_memory_advice(std::int64_t bytes, std::int64_t locked);

/// What the pages of a send with MSG_ZEROCOPY count as.
std::int64_t locked_by_send(std::int64_t bytes);

/// Sends of so many bytes whose pages may be pinned at once, at least 1.
std::int64_t sends_that_fit_locked_memory(std::int64_t bytes);

/// For io_uring_setup() that fails with that errno; empty where there is nothing to say. `root`
/// stands before /proc.
std::string io_uring_advice(int error, const std::string& root = "");

} // namespace copyscope::real
