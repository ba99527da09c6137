#include "real/probes/turns.h"

#include "real/system.h"

#include <algorithm>
#include <ctime>
#include <string>

namespace copyscope::real {

namespace {

std::int64_t run_delay_ns() try {
  const std::string text = read_text("/proc/self/schedstat"); // "RUN_NS DELAY_NS SLICES"
  const auto space = text.find(' ');
  return space == std::string::npos ? -1 : std::stoll(text.substr(space + 1));
} catch (const std::exception&) { // no CONFIG_SCHED_INFO
  return -1;
}

} // namespace

std::int64_t cpu_time_ns() {
  timespec cpu{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return cpu.tv_sec * std::int64_t{1'000'000'000} + cpu.tv_nsec;
}

Turns turns_now() {
  const std::int64_t waited = run_delay_ns();
  return {cpu_time_ns(), waited};
}

Turns turns_since(const Turns& before, std::int64_t ran_until_ns) {
  const std::int64_t waited = run_delay_ns();
  const bool known = waited >= 0 && before.waited_ns >= 0;
  return {ran_until_ns - before.cpu_ns, known ? waited - before.waited_ns : -1};
}

std::int64_t waited_for_others_ns(std::int64_t duration_ns, const Turns& sender,
                                  const Turns& receiver, bool always_busy) {
  if (sender.waited_ns < 0 || receiver.waited_ns < 0) return -1;
  const std::int64_t for_both = sender.waited_ns + receiver.waited_ns;
  const std::int64_t neither_ran = duration_ns - sender.cpu_ns - receiver.cpu_ns;
  const std::int64_t waited = std::max({std::int64_t{0}, sender.waited_ns - receiver.cpu_ns,
                                        receiver.waited_ns - sender.cpu_ns,
                                        always_busy ? std::min(neither_ran, for_both) : 0});
  return std::min(waited, duration_ns);
}

} // namespace copyscope::real
