// A machine of the level `linux` on which nothing takes time but what a test sets.
#pragma once

#include "assets/assets.h"
#include "sim/methods/registry.h"
#include "sim/scenario/load.h"
#include "sim/simulate/outcome.h"

#include <string>

namespace copyscope {

constexpr Bandwidth gigabytes(double each_second) {
  return Bandwidth::from_bytes(static_cast<std::int64_t>(each_second * 1e9));
}
constexpr Time nanosec(std::int64_t count) {
  return Time::from_ps(1000 * count);
}

inline scenario::Machine ideal_machine() {
  scenario::Machine machine =
      scenario::load_preset(assets::preset_toml("textbook").value(), "textbook.toml");
  machine.fidelity = scenario::Fidelity::linux;
  scenario::Machine::Cpu& cpu = machine.cpu;
  for (Time* each : {&cpu.mode_switch, &cpu.interrupt, &cpu.descriptor, &cpu.map, &cpu.per_call,
                     &cpu.per_page, &cpu.per_packet, &cpu.softirq, &cpu.context_switch})
    *each = Time();
  machine.page_cache.lookup = Time();
  machine.disk.queue_depth = 32;
  for (Bandwidth* each : {&cpu.copy_bandwidth, &cpu.cold_copy_bandwidth, &machine.dma.bandwidth,
                          &machine.memory.bandwidth})
    *each = gigabytes(1000);
  machine.mechanism = {};
  machine.mechanism.pages = machine.mechanism.blocking = true;
  return machine;
}

/// Of one case.
inline scenario::Scenario one_case(const scenario::Machine& machine, const std::string& method,
                                   const scenario::Workload& workload) {
  scenario::Scenario scenario;
  scenario.id = "one";
  scenario::Case which;
  which.id = "only";
  which.method = method;
  which.workload = workload;
  which.machine = machine;
  scenario.cases.push_back(which);
  return scenario;
}

} // namespace copyscope
