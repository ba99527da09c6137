#include "real/probes/cpu_time.h"

#include <ctime>

namespace copyscope::real {

Reading<std::int64_t> cpu_time_of(pid_t process) {
  clockid_t clock{};
  if (const int error = clock_getcpuclockid(process, &clock))
    return Reading<std::int64_t>::failed(error);
  timespec time{};
  if (clock_gettime(clock, &time) != 0) return Reading<std::int64_t>::failed(errno);
  return Reading<std::int64_t>::of(time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec);
}

} // namespace copyscope::real
