#include "real/sink/run.h"

#include "real/figures.h"
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
      {"path", "sink"},
      {"path_reason", "asked for"},
      {"pinning", rounds.pinned() ? fmt::format("the sender on CPU {}", plan.cpu) : "none"},
      {"file", plan.files.empty() ? "none" : plan.files.front().name},
      {"machine", "of the scenario's machine only nic.scatter_gather is set; the rest is this "
                  "machine"},
      {"interface", sink_interface},
  };
}

} // namespace

std::string why_not_to_sink(const PlannedCase& planned) {
  if (!planned.unavailable.empty()) return planned.unavailable;
  return why_no_datagram(std::min(planned.chunk, planned.size));
}

analysis::Report run_on_sink(const scenario::Scenario& scenario, const Plan& plan,
                             const Options& options, const Progress& progress,
                             const std::atomic<bool>& cancelled) {
  SinkRounds rounds(plan, options, progress, cancelled);
  rounds.run();
  analysis::Report report;
  report.scenario = scenario.id;
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    report.cases.push_back(
        report_on(plan.cases[i], rounds.cases()[i], {Path::sink, rounds.pinned()}));
  conclude(report);
  report.cancelled = rounds.was_cancelled();
  report.environment = environment_on_sink(plan, rounds);
  if (options.traces) add_traces(scenario, plan, rounds.cases(), report);
  return report;
}

} // namespace copyscope::real
