// Faults, context switches and the modes of this process: getrusage(2).
#pragma once

#include "real/probes/reading.h"

#include <cstdint>

namespace copyscope::real {

/// Sums since the process began, or a difference of two of them.
///
/// The division of CPU time into user and kernel mode is sampled by the tick on most kernels
/// (kernel/sched/cputime.c, cputime_adjust): what falls between two ticks is all given to one of
/// them. Below a second of CPU time, some 250 ticks, it says nothing.
struct Usage {
  std::int64_t user_us = 0;
  std::int64_t kernel_us = 0;
  std::int64_t minor_faults = 0;
  std::int64_t major_faults = 0;
  std::int64_t voluntary_switches = 0;
  std::int64_t involuntary_switches = 0;

  std::int64_t switches() const { return voluntary_switches + involuntary_switches; }
  std::int64_t cpu_us() const { return user_us + kernel_us; }

  friend Usage operator-(const Usage& a, const Usage& b);
};

/// CPU time from which on its division into modes is worth telling.
inline constexpr std::int64_t least_to_divide_us = 1'000'000;

Reading<Usage> usage_now();

} // namespace copyscope::real
