#include "real/probes/calm_cpu.h"

#include "real/probes/computer.h"
#include "real/probes/turns.h"

#include <algorithm>
#include <ctime>
#include <limits>
#include <sched.h>
#include <sys/socket.h>

namespace copyscope::real {

namespace {

constexpr std::size_t most_cpus = 4; // that are tried

/// The one to pin to first, then others that this process may use.
std::vector<int> cpus_to_try() {
  std::vector<int> cpus{cpu_to_pin()};
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  if (cpus.front() < 0 || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return cpus;
  for (int cpu = cpus.front() - 1; cpu >= 0 && cpus.size() < most_cpus; --cpu)
    if (CPU_ISSET(cpu, &allowed)) cpus.push_back(cpu);
  return cpus;
}

} // namespace

CalmCpu::CalmCpu() : cpus_(cpus_to_try()), pinned_(pin_to(cpus_.front())) {
  std::array<int, 2> ends{};
  checked("socketpair", socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends.data()));
  ends_ = {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

std::int64_t CalmCpu::pace_ps() const {
  constexpr int runs = 4, bytes = 16;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  char byte = 0;
  for (int run = 0; run < runs; ++run) {
    const std::int64_t begin = cpu_time_ns();
    for (int i = 0; i < bytes; ++i) {
      checked("send", send(ends_[0].get(), &byte, 1, 0));
      checked("recv", recv(ends_[1].get(), &byte, 1, 0));
    }
    least = std::min(least, (cpu_time_ns() - begin) * 1000 / bytes);
  }
  return least;
}

std::int64_t CalmCpu::settle() {
  constexpr int rounds = 4;
  constexpr timespec a_while{0, 2'000'000};
  best_ps_ += best_ps_ / 500; // what was long ago is forgotten: the clock rate changes, too
  for (int round = 0;; ++round) {
    for (std::size_t tried = 0; tried < cpus_.size(); ++tried) {
      const std::int64_t pace = pace_ps();
      if (best_ps_ == 0 || pace < best_ps_) best_ps_ = pace;
      const bool is_last = round == rounds && tried + 1 == cpus_.size();
      if (!pinned_ || is_last || pace <= best_ps_ + best_ps_ / 12) return pace;
      at_ = (at_ + 1) % cpus_.size();
      pin_to(cpus_[at_]);
    }
    nanosleep(&a_while, nullptr);
  }
}

PaceWindow pace_window(std::vector<std::vector<std::int64_t>> paces) {
  constexpr std::size_t enough = 12, most_begins = 200;
  std::erase_if(paces, [](const auto& each) { return each.empty(); });
  std::vector<std::int64_t> begins;
  for (std::vector<std::int64_t>& each : paces) {
    std::ranges::sort(each);
    begins.insert(begins.end(), each.begin(), each.end());
  }
  std::ranges::sort(begins);
  PaceWindow best;
  double most = 0; // the smallest share of what it takes that a thing has there
  const std::size_t step = begins.size() / most_begins + 1;
  for (std::size_t i = 0; i < begins.size() && most < 1; i += step) {
    const PaceWindow window{begins[i], begins[i] + begins[i] / 14};
    double share = 1;
    for (const std::vector<std::int64_t>& each : paces) {
      const auto held = std::ranges::upper_bound(each, window.high_ps) -
                        std::ranges::lower_bound(each, window.low_ps);
      const auto wanted = static_cast<double>(std::min(enough, each.size()));
      share = std::min(share, static_cast<double>(held) / wanted);
    }
    if (share > most) {
      most = share;
      best = window;
    }
  }
  return best;
}

} // namespace copyscope::real
