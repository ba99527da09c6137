#include "real/probes/first_touch.h"

#include "real/cache_state.h"
#include "real/channel.h"
#include "real/probes/computer.h"
#include "real/probes/turns.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace copyscope::real {

namespace {

constexpr std::int64_t most_bytes = 1 << 20;
constexpr std::size_t attempts = 5;

/// Has the kernel read it, and waits until it is there: a second at the most.
bool bring_in(const SentFile& file, std::int64_t bytes) {
  Residency residency(file.file.get(), file.size, file.own);
  const std::int64_t page = sysconf(_SC_PAGESIZE), wanted = (bytes + page - 1) / page;
  posix_fadvise(file.file.get(), 0, bytes, POSIX_FADV_WILLNEED);
  constexpr int most_looks = 1000;
  for (int i = 0; i < most_looks; ++i) {
    if (residency.pages(0, bytes).value_or(0) >= wanted) return true;
    constexpr timespec millisecond{0, 1'000'000};
    nanosleep(&millisecond, nullptr);
  }
  return false;
}

/// CPU time of one copy.
std::int64_t copy_out(const SentFile& file, std::span<std::byte> into) {
  const std::int64_t begin = cpu_time_ns();
  const auto got = pread(file.file.get(), into.data(), into.size(), 0);
  const std::int64_t end = cpu_time_ns();
  return got == static_cast<ssize_t>(into.size()) ? end - begin : -1;
}

FirstTouch measured(const SentFile& file) {
  const std::int64_t bytes = std::min(file.size, most_bytes);
  const Mapping buffer = Mapping::present(bytes);
  CachedFile cached(file);
  std::array<std::int64_t, attempts> first{}, again{};
  for (std::size_t i = 0; i < attempts; ++i) {
    if (!cached.bring_to(0).empty() || !bring_in(file, bytes)) return {};
    first[i] = copy_out(file, buffer.bytes());
    again[i] = copy_out(file, buffer.bytes());
    if (first[i] < 0 || again[i] < 0) return {};
  }
  std::ranges::sort(first);
  std::ranges::sort(again);
  return {bytes, first[attempts / 2], again[attempts / 2]};
}

} // namespace

std::optional<FirstTouch> first_touch(const SentFile& file, int cpu) {
  if (!file.own || file.in_memory || file.size == 0) return std::nullopt;
  auto [ours, its] = make_channel();
  const ChildProcess child([&file, cpu, &its = its] {
    if (cpu >= 0) pin_to(cpu);
    its.send(measured(file));
  });
  its = Channel(); // so that a child that dies is noticed
  try {
    const auto found = ours.receive<FirstTouch>();
    return found.bytes > 0 ? std::optional(found) : std::nullopt;
  } catch (const PeerGone&) {
    return std::nullopt;
  }
}

bool is_virtual_machine() try {
  return read_text("/proc/cpuinfo").find(" hypervisor") != std::string::npos;
} catch (const SystemError&) {
  return false;
}

} // namespace copyscope::real
