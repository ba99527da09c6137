#include "real/sink/run.h"

#include "real/probes/computer.h"
#include "real/sink/card.h"
#include "real/sink/rounds.h"
#include "real/sink/sink.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::real {

namespace {

std::vector<std::pair<std::string, std::string>> environment_on_sink(const Plan& plan,
                                                                     const SinkRounds& rounds) {
  return {
      {"kernel", kernel_name()},
      {"cpu", fmt::format("{}, {} online", processor_name(), processors_online())},
      {"path", rounds.sent_any() ? "sink" : "none"},
      {"path_reason", "asked for"},
      {"pinning", rounds.pinned() ? fmt::format("the sender on CPU {}", plan.cpu) : "none"},
      {"file", plan.files.empty() ? "none" : plan.files.front().name},
      {"machine", "of the scenario's machine only nic.scatter_gather is set; the rest is this "
                  "machine"},
      {"interface", rounds.sent_any() ? sink_interface : "none"},
  };
}

} // namespace

std::string why_not_to_sink(const PlannedCase& planned) {
  if (!planned.unavailable.empty()) return planned.unavailable;
  return why_no_datagram(std::min(planned.chunk, planned.size));
}

MadeRun run_on_sink(const scenario::Scenario& scenario, const Plan& plan, const Options& options,
                    const Progress& progress, const std::atomic<bool>& cancelled) {
  SinkRounds rounds(plan, options, progress, cancelled);
  rounds.run();
  MadeRun run = made_run(scenario, plan, rounds.take_cases(), {Path::sink, rounds.pinned()});
  run.report.cancelled = rounds.was_cancelled();
  run.report.environment = environment_on_sink(plan, rounds);
  return run;
}

} // namespace copyscope::real
