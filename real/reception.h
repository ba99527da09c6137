// A receiver empties its socket: into memory, with a checksum, or by having the kernel discard.
#pragma once

#include "real/messages.h"
#include "real/plan.h"

#include <functional>
#include <span>

namespace copyscope::real {

/// What a receiver on another host does besides; nothing, where the sender is a process of this
/// one.
struct FarEnd {
  std::function<void()> all_here; ///< called as soon as the last byte has been read
  /// Asked whenever the socket gave nothing for as long as it waits (SO_RCVTIMEO), and after a
  /// signal: whether to wait on.
  std::function<bool()> waits_on;
};

/// One round: everything that the socket gives, up to the bytes that are expected. What does not
/// fit into `buffer`, which is of 1 MiB at least, goes into the checksum part by part. Reads the
/// CPU time of `sender`, a process of this machine, when the last byte has come; 0: there is none.
Received take_all(int socket, std::int64_t expected, Drain drain, std::span<std::byte> buffer,
                  const SharedRecords& records, pid_t sender, const FarEnd& far = {});

} // namespace copyscope::real
