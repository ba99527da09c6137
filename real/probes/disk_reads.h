// What this process has caused to be read from storage: read_bytes of /proc/self/io (proc(5)).
#pragma once

#include "real/probes/reading.h"

#include <cstdint>

namespace copyscope::real {

/// Bytes since the process began; ENODATA where the kernel does not account for them.
Reading<std::int64_t> disk_reads();

} // namespace copyscope::real
