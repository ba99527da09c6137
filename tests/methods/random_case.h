// Random cases over every parameter of the textbook level.
#pragma once

#include "assets/assets.h"
#include "sim/methods/registry.h"
#include "sim/scenario/load.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <random>
#include <string>

namespace copyscope {

class RandomCases {
public:
  explicit RandomCases(std::uint32_t seed) : random_(seed) {}

  /// A scenario of one case, of at most `most_rounds` rounds.
  scenario::Scenario next(std::int64_t most_rounds = 40) {
    scenario::Scenario scenario;
    scenario.id = "random";
    scenario.title.en = "Random";
    scenario::Case which;
    which.id = "only";
    which.title.en = "Only";
    const auto& methods = methods::all_methods().all();
    which.method = std::string(methods[upto(methods.size() - 1)].id);
    workload(which.workload, most_rounds);
    machine(which.machine);
    scenario.cases.push_back(which);
    return scenario;
  }

  std::uint64_t upto(std::uint64_t most) { return random_() % (most + 1); }

private:
  // Small and large values alike: a random number of bits first.
  std::int64_t spread(int bits) {
    return static_cast<std::int64_t>(upto((std::uint64_t{1} << upto(bits)) - 1));
  }
  Time time() { return Time::from_ps(upto(3) == 0 ? 0 : spread(30)); }
  Bandwidth bandwidth() {
    return Bandwidth::from_bits(1'000'000 + spread(45), static_cast<int>(upto(3)));
  }

  void workload(scenario::Workload& workload, std::int64_t most_rounds) {
    workload.chunk = Bytes(1 + spread(22));
    workload.file_size =
        Bytes(static_cast<std::int64_t>(upto(workload.chunk.count() * upto(most_rounds))));
    const std::uint64_t decimals = upto(4);
    workload.page_cache.fraction = {0, static_cast<int>(decimals)};
    std::uint64_t scale = 1;
    for (std::uint64_t i = 0; i < decimals; ++i)
      scale *= 10;
    workload.page_cache.fraction.digits = upto(2) == 0 ? 0 : upto(scale);
  }

  void machine(scenario::Machine& machine) {
    // What the textbook level does not look at is as a preset has it, so that it can be saved.
    machine = scenario::load_preset(assets::preset_toml("textbook").value(), "textbook.toml");
    machine.cpu.mode_switch = time();
    machine.cpu.copy_bandwidth = bandwidth();
    machine.cpu.interrupt = time();
    machine.cpu.descriptor = time();
    machine.cpu.map = time();
    machine.cpu.pio_word = Bytes(1 + spread(5));
    machine.cpu.pio_time = time();
    machine.disk.access_time = time();
    machine.disk.bandwidth = bandwidth();
    machine.dma.bandwidth = bandwidth();
    machine.nic.scatter_gather = upto(1) == 1;
  }

  std::mt19937_64 random_;
};

} // namespace copyscope
