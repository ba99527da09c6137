#include "predict/send_cost.h"

#include "program/running.h"
#include "sim/methods/registry.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace copyscope::predict {

namespace {

constexpr std::int64_t pass_bytes = 32 << 20; // as real/sink has it
constexpr std::int64_t most_sends = 160;      // what a send costs is the same for all of them

scenario::Scenario scenario_of(const scenario::Machine& machine, const real::SinkSetting& setting) {
  scenario::Scenario scenario;
  scenario.id = "sink";
  scenario::Case& which = scenario.cases.emplace_back();
  which.id = which.method = setting.method;
  const std::int64_t sends = std::clamp<std::int64_t>(pass_bytes / setting.chunk, 1, most_sends);
  which.workload.file_size = Bytes(setting.file > 0 ? setting.file : sends * setting.chunk);
  which.workload.chunk = Bytes(setting.chunk);
  which.workload.page_cache = scenario::Residency{{1, 0}};
  which.machine = machine;
  return scenario;
}

std::int64_t sends_of(const scenario::Case& which) {
  const std::int64_t chunk = which.workload.chunk.count();
  return (which.workload.file_size.count() + chunk - 1) / chunk;
}

trace::Trace run(const scenario::Scenario& scenario) {
  return program::simulate_trace(scenario, scenario.cases.front());
}

/// Of all calls but the one that maps.
Time time_of_sends(const trace::Trace& trace) {
  Time sum;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    const trace::Span span = trace[row];
    if (span.kind == trace::Kind::syscall && trace.name(span) != "mmap")
      sum += span.end - span.begin;
  }
  return sum;
}

} // namespace

SendCost send_cost(scenario::Machine machine, const real::SinkSetting& setting) {
  const methods::Method* const method = methods::all_methods().find(setting.method);
  if (!method) throw std::out_of_range("no method " + setting.method);
  machine.fidelity = scenario::Fidelity::linux;
  machine.path = scenario::Path::sink;
  machine.nic.scatter_gather = setting.scatter_gather;

  if (setting.private_buffer) machine.page_cache.run_pages = 1; // its pages lie apart in memory
  // All is mapped and was touched beforehand, so that no send has a page fault in it.
  const Time access = std::exchange(machine.mmap.access, Time());
  machine.mmap.populate = true;
  const scenario::Scenario scenario = scenario_of(machine, setting);
  const std::int64_t count = sends_of(scenario.cases.front());
  const Time alone = time_of_sends(run(scenario));
  SendCost cost{Time::from_ps(alone.ps() / count), {}};
  if (!method->maps_file || setting.private_buffer) return cost;

  machine.mmap.populate = false;
  machine.mmap.access = access;
  const Time whole = run(scenario_of(machine, setting)).end();
  cost.mapping = Time::from_ps(std::max<std::int64_t>(0, (whole - alone).ps()) / count);
  return cost;
}

} // namespace copyscope::predict
