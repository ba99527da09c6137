// What this process has caused to be read from storage: read_bytes of /proc/self/io (proc(5)).
#pragma once

#include <cstdint>
#include <optional>

namespace copyscope::real {

/// Bytes since the process began; nothing where the kernel does not account for it.
std::optional<std::int64_t> disk_reads();

} // namespace copyscope::real
