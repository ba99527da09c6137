// What this machine allows this user: every path, every method, every probe, each tried for real,
// and what to do where one is refused.
#pragma once

#include "real/real.h"

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::real {

struct Check {
  enum class Kind { path, method, probe };

  Kind kind = Kind::probe;
  std::string name; ///< "veth", "sendfile", "tracepoints"
  bool allowed = false;
  std::string found;   ///< what there is: "8 MiB", "as root"; may be empty
  std::string refused; ///< why not: "perf_event_open: EACCES (Permission denied)"
  std::string remedy;  ///< what to do for it; empty where nothing is to be done, or nothing known
};

std::string_view name_of(Check::Kind kind); ///< "path", "method", "probe"

/// Tries everything, in a second or so. Paths and methods by a small file that is sent; probes by
/// reading them once. `methods` are ids. Forks. Throws Interrupted.
std::vector<Check> examine(const std::vector<std::string>& methods, const Progress& progress,
                           const std::atomic<bool>& cancelled);

/// The probes alone.
std::vector<Check> examine_probes();

} // namespace copyscope::real
