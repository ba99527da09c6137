// What this computer is: the part of a result's environment that no run changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace copyscope::real {

std::string kernel_name();    ///< "Linux 6.18.4 x86_64"
std::string processor_name(); ///< as /proc/cpuinfo says; "unknown" where it does not
/// Bytes of a CPU's data cache of the first level (sysconf(3)); nothing where that is not known.
std::optional<std::int64_t> first_level_cache();
int processors_online();

/// Memory that can be had without swapping: MemAvailable of /proc/meminfo. 0 where unknown.
std::int64_t available_memory();

/// The CPU on which both ends run: the last one that this process may use (the first serves most
/// interrupts). −1 where the kernel does not tell.
int cpu_to_pin();
/// False where the kernel refuses.
bool pin_to(int cpu);

} // namespace copyscope::real
