// How much memory a run may take: what the computer has free, and what the control groups of this
// process allow (cgroups(7); Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst).
// Who takes more than its group may have is killed without a word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::real {

/// The tightest of the limits on this process's control group and on those above it.
struct MemoryLimit {
  std::int64_t bytes = 0; ///< what the group may have, its page cache included
  std::int64_t room = 0; ///< of that not yet taken; page cache counts as free, as it can be dropped
  std::string file;      ///< where it stands: "/sys/fs/cgroup/x/memory.max"
};

/// Nothing where there is no limit, or none is to be seen. `root` stands before /proc and /sys.
std::optional<MemoryLimit> control_group_limit(const std::string& root = "");

/// The file because of which it is not known whether there is a limit: "/proc/self/cgroup"; empty
/// where it is known.
std::string unread_limit(const std::string& root = "");

/// Memory that can be had without swapping (MemAvailable of /proc/meminfo), and within the limit.
/// The largest number where nothing is known.
std::int64_t usable_memory(const std::optional<MemoryLimit>& limit);

} // namespace copyscope::real
