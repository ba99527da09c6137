// For how long a process has had a CPU: its CPU-time clock (clock_getcpuclockid(3)), in nanoseconds
// and exact, of this process and of any other. Its division into user and kernel mode is another
// matter: that is sampled by the tick (usage.h).
#pragma once

#include "real/probes/reading.h"

#include <cstdint>
#include <sys/types.h>

namespace copyscope::real {

/// Nanoseconds since the process began, of all its threads. Of another process that runs on another
/// CPU at this very moment, up to its last tick (kernel/sched/cputime.c, thread_group_cputime).
Reading<std::int64_t> cpu_time_of(pid_t process);

} // namespace copyscope::real
