#include "real/probes/usage.h"

#include <sys/resource.h>

namespace copyscope::real {

namespace {

std::int64_t microseconds(const timeval& time) {
  return time.tv_sec * std::int64_t{1'000'000} + time.tv_usec;
}

} // namespace

Usage operator-(const Usage& a, const Usage& b) {
  return {a.user_us - b.user_us,
          a.kernel_us - b.kernel_us,
          a.minor_faults - b.minor_faults,
          a.major_faults - b.major_faults,
          a.voluntary_switches - b.voluntary_switches,
          a.involuntary_switches - b.involuntary_switches};
}

Reading<Usage> usage_now() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return Reading<Usage>::failed(errno);
  return Reading<Usage>::of({microseconds(usage.ru_utime), microseconds(usage.ru_stime),
                             usage.ru_minflt, usage.ru_majflt, usage.ru_nvcsw, usage.ru_nivcsw});
}

} // namespace copyscope::real
