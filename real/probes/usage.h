// CPU time, faults and context switches of this process: getrusage(2).
#pragma once

#include <cstdint>

namespace copyscope::real {

/// Sums since the process began, or a difference of two of them. The split of CPU time in user and
/// kernel is sampled by ticks on many kernels; their sum is not.
struct Usage {
  std::int64_t user_us = 0;
  std::int64_t kernel_us = 0;
  std::int64_t minor_faults = 0;
  std::int64_t major_faults = 0;
  std::int64_t voluntary_switches = 0;
  std::int64_t involuntary_switches = 0;

  friend Usage operator-(const Usage& a, const Usage& b);
};

Usage usage_now();

} // namespace copyscope::real
