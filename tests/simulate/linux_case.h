// Random cases over every parameter and mechanism of the level `linux`.
#pragma once

#include "tests/methods/random_case.h"

#include <algorithm>

namespace copyscope {

class RandomLinuxCases {
public:
  explicit RandomLinuxCases(std::uint32_t seed) : textbook_(seed) {}

  scenario::Scenario next(std::int64_t most_rounds = 12) {
    scenario::Scenario scenario = textbook_.next(most_rounds);
    scenario::Case& which = scenario.cases[0];
    which.workload.clients = upto(2) == 0 ? 1 : static_cast<std::int64_t>(1 + upto(5));
    machine(which.machine);
    // Not byte by byte.
    const Bytes piece(which.workload.chunk.count() / 64);
    which.machine.socket.send_buffer = std::max(which.machine.socket.send_buffer, piece);
    if (which.machine.path == scenario::Path::sink) {
      which.workload.chunk = std::min(which.workload.chunk, Bytes(65'507));
      which.workload.file_size = std::min(which.workload.file_size, which.workload.chunk * 20);
      if (which.method == "pio-read-write") which.method = "read-write";
    }
    return scenario;
  }

  std::uint64_t upto(std::uint64_t most) { return textbook_.upto(most); }

private:
  Bytes bytes(int bits) {
    return Bytes(static_cast<std::int64_t>(1 + upto((std::uint64_t{1} << upto(bits)) - 1)));
  }
  Time time() { return Time::from_ps(static_cast<std::int64_t>(upto(3'000'000))); }
  Bandwidth rate() {
    return Bandwidth::from_bytes(static_cast<std::int64_t>(100'000'000 + upto(20'000'000'000)));
  }

  void machine(scenario::Machine& machine) {
    machine.fidelity = scenario::Fidelity::linux;
    machine.path = upto(4) == 0 ? scenario::Path::sink : scenario::Path::wire;
    machine.cpu.cores = static_cast<std::int64_t>(1 + upto(3));
    machine.cpu.context_switch = time();
    machine.cpu.quantum = Time::from_ps(static_cast<std::int64_t>(1 + upto(50'000'000)));
    machine.cpu.copy_bandwidth = rate();
    machine.cpu.cold_copy_bandwidth = rate();
    machine.cpu.hot_set = bytes(22);
    machine.cpu.per_call = time();
    machine.cpu.per_page = time();
    machine.cpu.per_packet = time();
    machine.cpu.softirq = time();
    machine.disk.queue_depth = static_cast<std::int64_t>(1 + upto(7));
    machine.disk.bandwidth = rate();
    machine.dma.bandwidth = rate();
    machine.memory.bandwidth = rate();
    machine.page_cache.capacity = Bytes(4096) + bytes(24);
    machine.page_cache.readahead_max = Bytes(static_cast<std::int64_t>(4096 * upto(64)));
    machine.page_cache.run_pages = static_cast<std::int64_t>(1 + upto(20));
    machine.mmap.fault_around = bytes(18);
    machine.mmap.populate = upto(3) == 0;
    machine.mmap.fault = time();
    machine.pipe.capacity = bytes(20);
    machine.socket.send_buffer = bytes(20);
    machine.socket.nonblocking = upto(2) == 0;
    mechanisms(machine.mechanism);
  }

  // All on, or each on or off.
  void mechanisms(scenario::Machine::Mechanism& on) {
    const bool all = upto(2) == 0;
    for (bool* each : {&on.pages, &on.faults, &on.blocking, &on.readahead, &on.pipe_limit,
                       &on.send_buffer, &on.call_limit, &on.cache_limit, &on.fragments,
                       &on.merged_completions, &on.direct_blocks, &on.bus, &on.cold_copies})
      *each = all || upto(1) == 1;
  }

  RandomCases textbook_;
};

} // namespace copyscope
