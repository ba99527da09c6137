// How long a process has waited for the CPU while another had it: the second field of
// /proc/self/schedstat (run_delay; Documentation/scheduler/sched-stats.rst). Of a run whose two
// processes share one CPU it tells whether somebody else was there.
#pragma once

#include <cstdint>

namespace copyscope::real {

struct Turns {
  std::int64_t cpu_ns = 0;     ///< it ran (CLOCK_PROCESS_CPUTIME_ID)
  std::int64_t waited_ns = -1; ///< it could have run, and another did; −1: the kernel does not tell
};

std::int64_t cpu_time_ns();
/// Since the process began.
Turns turns_now();
/// Since `before`, where it ran until cpu_time_ns() was `ran_until_ns`. Reads /proc: not to be
/// called while the other end is still at work.
Turns turns_since(const Turns& before, std::int64_t ran_until_ns);

/// The part of a round in which one of its processes waited for programs that do not belong to the
/// run; −1 where it is not known. That one waits while the other runs is no such waiting, and how
/// much of it there is cannot be told exactly. `always_busy`: both were on one CPU and never waited
/// for a disk, so that whenever neither ran, another program did. Else it is a lower bound.
std::int64_t waited_for_others_ns(std::int64_t duration_ns, const Turns& sender,
                                  const Turns& receiver, bool always_busy);

} // namespace copyscope::real
