#include "real/sink/run.h"
#include "real/figures.h"
#include "real/network.h"
#include "real/plan.h"
#include "real/probes/computer.h"
#include "real/real.h"
#include "real/rounds.h"
#include "real/sink/sink.h"

#include <fmt/format.h>
#include <memory>

namespace copyscope::real {

namespace {

constexpr int most_rounds = 1000;
constexpr double worth_a_warning = 0.1; // of the time, waited for other programs
constexpr double share_of_files = 0.1;  // of the progress that is told
constexpr double share_of_sink = 0.3;

/// What makes durations others than they should be, and is not to be seen in them.
std::vector<std::pair<std::string, std::string>> warnings_of(const Plan& plan,
                                                             const Rounds& rounds) {
  std::vector<std::pair<std::string, std::string>> warnings;
  if (const int error = rounds.congestion_refused())
    warnings.emplace_back("congestion_control_refused",
                          fmt::format("the kernel refused the congestion control {}: {}; with {}, "
                                      "pacing or another growth of "
                                      "the window may decide the time, and not the method",
                                      wanted_congestion_control, describe_error(error),
                                      rounds.congestion_control()));
  if (const auto waited = rounds.waited_for_others(); waited.value_or(0) >= worth_a_warning)
    warnings.emplace_back(
        "cpu_shared",
        fmt::format(
            "the CPU was shared: the run waited {:.0f} % of the time for other programs{}, so the "
            "durations are too long",
            100 * *waited, rounds.pinned() ? fmt::format(" on CPU {}", plan.cpu) : ""));
  return warnings;
}

std::string waited_of(const Rounds& rounds) {
  const auto waited = rounds.waited_for_others();
  return waited ? fmt::format("{:.0f} % of the time, for other programs", 100 * *waited)
                : "unavailable: /proc/self/schedstat";
}

std::string memory_of(const Plan& plan) {
  const auto& limit = plan.memory_limit;
  if (!limit) return "no limit of a control group";
  return fmt::format("{}, by {}", brief(Bytes(limit->bytes)), limit->file);
}

std::vector<std::pair<std::string, std::string>>
environment_of(const Plan& plan, const Rounds& rounds, const Options& options) {
  const bool veth = rounds.over_veth();
  // Words of ours, or English that figure/words/real_words.h knows; docs say what `drain` means.
  return {
      {"kernel", kernel_name()},
      {"cpu", fmt::format("{}, {} online", processor_name(), processors_online())},
      {"congestion_control", rounds.congestion_control()},
      {"drain", std::string(name_of(options.drain))},
      {"path", veth ? "veth" : "loopback"},
      {"path_reason", rounds.path_reason()},
      {"pinning", rounds.pinned() ? fmt::format("sender and receiver on CPU {}", plan.cpu)
                                  : std::string("none")},
      {"waited_for_cpu", waited_of(rounds)},
      {"memory_limit", memory_of(plan)},
      {"tcp", "a connection of its own for each round; no option but the congestion control"},
      {"mtu", veth ? std::to_string(veth_mtu) : std::string("of lo")},
      {"receive_buffer", brief(Bytes(plan.receive_buffer))},
      {"file", plan.files.empty() ? "none" : plan.files.front().name},
      {"machine", veth ? "of the scenario's machine only nic.scatter_gather is set; a packet is "
                         "made linear by the CPU for a card without it; the rest is this machine"
                       : "nothing of the scenario's machine is set; all is this machine"},
  };
}

/// The whole bar is the run's: files first, then rounds.
Progress part_of(const Progress& progress, double from, double share) {
  return [&progress, from, share](double done, std::string_view what) {
    if (progress) progress(from + share * done, what);
  };
}

void add_traces(const scenario::Scenario& scenario, const Plan& plan, const Rounds& rounds,
                analysis::Report& report) {
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    analysis::CaseReport& each = report.cases[i];
    if (!each.ran()) continue;
    const RoundMade& told = rounds.cases()[i].made[*analysis::told_round(each.rounds)];
    if (told.kept)
      each.trace = std::make_shared<const trace::Trace>(
          trace_of(scenario, plan.cases[i], each, told, report.environment));
    else
      each.note +=
          std::string(each.note.empty() ? "" : "; ") + "it makes too many calls for a trace";
  }
}

analysis::Report run_to_a_receiver(const scenario::Scenario& scenario, const Plan& plan,
                                   const Options& options, const Progress& progress,
                                   const std::atomic<bool>& cancelled) {
  Rounds rounds(plan, options, progress, cancelled);
  rounds.run();

  analysis::Report report;
  report.scenario = scenario.id;
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    report.cases.push_back(
        report_on(plan.cases[i], rounds.cases()[i],
                  {rounds.over_veth() ? Path::veth : Path::loopback, rounds.pinned()}));
  conclude(report);
  report.cancelled = rounds.was_cancelled();
  report.environment = environment_of(plan, rounds, options);
  for (auto& [name, warning] : warnings_of(plan, rounds)) {
    report.environment.emplace_back(name, warning);
    report.warnings.push_back(std::move(warning));
  }
  report.environment.emplace_back("interface", rounds.over_veth() ? veth_sender_interface : "lo");
  if (options.traces) add_traces(scenario, plan, rounds, report);
  return report;
}

} // namespace

std::string_view name_of(Drain drain) {
  return drain == Drain::copy ? "copy" : "trunc";
}

std::string_view name_of(Path path) {
  switch (path) {
  case Path::automatic:
    return "auto";
  case Path::veth:
    return "veth";
  case Path::loopback:
    return "loopback";
  case Path::sink:
    return "sink";
  }
  return "";
}

analysis::Report run(const scenario::Scenario& scenario,
                     const std::vector<const scenario::Case*>& cases, const Options& options,
                     const Progress& progress, const std::atomic<bool>& cancelled) {
  if (options.rounds < 1 || options.rounds > most_rounds)
    throw BadInput(fmt::format("{} rounds; 1 to {} can be made", options.rounds, most_rounds));
  const Plan plan = make_plan(cases, options, part_of(progress, 0, share_of_files), cancelled);
  const bool on_sink = options.path == Path::sink, both = options.path == Path::automatic;
  const double of_sink = on_sink || both ? share_of_sink : 0;
  const Progress rounds = part_of(progress, share_of_files, 1 - share_of_files - of_sink);
  analysis::Report report = on_sink ? run_on_sink(scenario, plan, options, rounds, cancelled)
                                    : run_to_a_receiver(scenario, plan, options, rounds, cancelled);
  if (on_sink || both)
    time_on_sink(plan, on_sink ? 0 : sink_chunk, options, part_of(progress, 1 - of_sink, of_sink),
                 cancelled, report);
  return report;
}

int exit_status(const analysis::Report& report) {
  if (report.any_failed()) return 1;
  if (report.cancelled) return 130;
  return report.any_ran() ? 0 : 3;
}

bool has_method(std::string_view id) {
  return find_method(id) != nullptr;
}

} // namespace copyscope::real
