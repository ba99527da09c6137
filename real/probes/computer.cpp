#include "real/probes/computer.h"

#include "real/system.h"

#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace copyscope::real {

namespace {

/// What stands after the first occurrence of `key` up to the end of its line; "" without it.
std::string line_after(const std::string& path, const std::string& key) try {
  const std::string text = read_text(path);
  const auto at = text.find(key);
  if (at == std::string::npos) return "";
  const auto begin = text.find_first_not_of(" \t:", at + key.size());
  return text.substr(begin, text.find('\n', begin) - begin);
} catch (const SystemError&) {
  return "";
}

} // namespace

std::string kernel_name() {
  utsname name{};
  uname(&name);
  return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

std::string processor_name() {
  const std::string model = line_after("/proc/cpuinfo", "model name");
  return model.empty() ? "unknown" : model;
}

std::optional<std::int64_t> first_level_cache() {
  const long bytes = sysconf(_SC_LEVEL1_DCACHE_SIZE);
  return bytes > 0 ? std::optional<std::int64_t>(bytes) : std::nullopt;
}

int processors_online() {
  return static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
}

std::int64_t available_memory() {
  const std::string kibibytes = line_after("/proc/meminfo", "MemAvailable");
  return kibibytes.empty() ? 0 : std::stoll(kibibytes) * 1024;
}

int cpu_to_pin() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return -1;
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0; --cpu)
    if (CPU_ISSET(cpu, &allowed)) return cpu;
  return -1;
}

bool pin_to(int cpu) {
  if (cpu < 0) return false;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  return sched_setaffinity(0, sizeof one, &one) == 0;
}

} // namespace copyscope::real
