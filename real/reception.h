// A receiver empties its socket: into memory, with a checksum, or by having the kernel discard.
#pragma once

#include "real/messages.h"
#include "real/plan.h"

#include <span>

namespace copyscope::real {

/// One round: everything that the socket gives, up to the bytes that are expected. What does not
/// fit into `buffer`, which is of 1 MiB at least, goes into the checksum part by part. Reads the
/// CPU time of `sender`, a process of this machine, when the last byte has come; 0: there is none.
Received take_all(int socket, std::int64_t expected, Drain drain, std::span<std::byte> buffer,
                  const SharedRecords& records, pid_t sender);

} // namespace copyscope::real
