#include "predict/predicted.h"

#include "predict/send_cost.h"
#include "program/running.h"
#include "sim/methods/registry.h"

namespace copyscope::predict {

namespace {

std::optional<std::int64_t> duration_of(const scenario::Scenario& scenario,
                                        const scenario::Case& which,
                                        const scenario::Machine& machine, scenario::Path path) try {
  scenario::Case calibrated = which;
  calibrated.machine = machine;
  calibrated.machine.fidelity = scenario::Fidelity::linux;
  calibrated.machine.path = path;
  calibrated.machine.nic.scatter_gather = which.machine.nic.scatter_gather;
  return program::simulate_cases(scenario, {&calibrated}).cases.front().result.duration_ps;
} catch (const scenario::InputError&) {
  return std::nullopt;
}

std::optional<std::int64_t> cost_of(const scenario::Case& which, const scenario::Machine& machine,
                                    std::int64_t chunk) {
  if (chunk < 1 || chunk > real::most_in_datagram || which.method == "pio-read-write" ||
      !methods::all_methods().find(which.method))
    return std::nullopt;
  return send_cost(machine, {which.method, chunk, which.machine.nic.scatter_gather}).sends.ps();
}

} // namespace

PredictedCase predict_case(const scenario::Scenario& scenario, const scenario::Case& which,
                           const scenario::Machine& machine, scenario::Path path,
                           std::int64_t sink_chunk) {
  return {cost_of(which, machine, sink_chunk), duration_of(scenario, which, machine, path)};
}

} // namespace copyscope::predict
