#include "real/sink/run.h"
#include "real/connection.h"
#include "real/facts.h"
#include "real/figures.h"
#include "real/network.h"
#include "real/observed.h"
#include "real/plan.h"
#include "real/probes/computer.h"
#include "real/real.h"
#include "real/rounds.h"
#include "real/sink/sink.h"
#include "sim/units/quantity.h"

#include <fmt/format.h>

namespace copyscope::real {

namespace {

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
  if (const auto waited = rounds.waited_for_others())
    return fmt::format("{:.0f} % of the time of the rounds that count, for other programs",
                       100 * *waited);
  if (!rounds.timed_any()) return "nothing was timed";
  return rounds.path() == Path::remote ? "unavailable: the receiver is another host's"
                                       : "unavailable: /proc/self/schedstat";
}

std::string memory_of(const Plan& plan) {
  const auto& limit = plan.memory_limit;
  if (!limit)
    return plan.memory_limit_unread.empty() ? "no limit of a control group"
                                            : "unavailable: " + plan.memory_limit_unread;
  return fmt::format("{}, by {}", brief(Bytes(limit->bytes)), limit->file);
}

std::string path_of(const Rounds& rounds, const Options& options) {
  if (!rounds.sent_any()) return "none";
  return options.path == Path::remote ? options.address : std::string(name_of(rounds.path()));
}

std::string mtu_of(const Rounds& rounds) {
  if (!rounds.sent_any() || rounds.interface() == "none") return "none";
  return rounds.path() == Path::veth ? std::to_string(veth_mtu) : "of " + rounds.interface();
}

std::vector<std::pair<std::string, std::string>>
environment_of(const Plan& plan, const Rounds& rounds, const Options& options) {
  const bool veth = rounds.path() == Path::veth && rounds.sent_any();
  const bool unix_stream = rounds.path() == Path::unix_stream;
  // Words of ours, or English that figure/words/real_words.h knows; docs say what `drain` means.
  return {
      {"kernel", kernel_name()},
      {"cpu", fmt::format("{}, {} online", processor_name(), processors_online())},
      {"congestion_control", rounds.congestion_control()},
      {"drain", std::string(name_of(options.drain))},
      {"path", path_of(rounds, options)},
      {"path_reason", rounds.path_reason()},
      {"pinning", rounds.pinned() ? fmt::format("sender and receiver on CPU {}", plan.cpu)
                                  : std::string("none")},
      {"waited_for_cpu", waited_of(rounds)},
      {"memory_limit", memory_of(plan)},
      {"tcp", unix_stream ? "a connection of its own for each round"
                          : "a connection of its own for each round; no option but the congestion "
                            "control"},
      {"mtu", mtu_of(rounds)},
      {"receive_buffer", brief(Bytes(plan.receive_buffer))},
      {"file", plan.files.empty() ? "none" : plan.files.front().name},
      {"machine", veth ? "of the scenario's machine only nic.scatter_gather is set; a packet is "
                         "made linear by the CPU for a card without it; the rest is this machine"
                       : "nothing of the scenario's machine is set; all is this machine"},
  };
}

/// What a case that is not all in the page cache pays beside the disk, measured before its rounds.
std::optional<FirstTouch> touch_of_cold(const Plan& plan) {
  for (const PlannedCase& each : plan.cases)
    if (each.unavailable.empty() && each.prefix < each.size)
      return first_touch(plan.files[each.file], plan.cpu);
  return std::nullopt;
}

std::string touch_text(const FirstTouch& touch) {
  const auto time = [](std::int64_t ns) { return brief(Time::from_ps(ns * ps_per_ns)); };
  return fmt::format("{} to copy {} that have just come from the disk, {} the second time{}",
                     time(touch.first_ns), brief(Bytes(touch.bytes)), time(touch.again_ns),
                     is_virtual_machine() ? "; this is a virtual machine" : "");
}

void tell_first_touch(const FirstTouch& touch, const Plan& plan, analysis::Report& report) {
  report.environment.emplace_back("first_touch", touch_text(touch));
  for (std::size_t i = 0; i < plan.cases.size(); ++i)
    if (report.cases[i].ran() && plan.cases[i].prefix < plan.cases[i].size)
      add_first_touch(report.cases[i].facts, touch);
}

/// The whole bar is the run's: files first, then rounds.
Progress part_of(const Progress& progress, double from, double share) {
  return [&progress, from, share](double done, std::string_view what) {
    if (progress) progress(from + share * done, what);
  };
}

/// The time of a run is that of its rounds and that on the sink together.
Options with_time_for_the_sink(Options options) {
  const auto share =
      std::chrono::duration_cast<std::chrono::milliseconds>(share_of_sink * options.time);
  options.sink_time = std::min(options.sink_time, share);
  options.time -= options.sink_time;
  return options;
}

MadeRun run_to_a_receiver(const scenario::Scenario& scenario, const Plan& plan,
                          const Options& options, const Progress& progress,
                          const std::atomic<bool>& cancelled) {
  const std::optional<FirstTouch> touch = touch_of_cold(plan);
  Rounds rounds(plan, options, progress, cancelled);
  rounds.run();

  MadeRun run = made_run(scenario, plan, rounds.take_cases(), {rounds.path(), rounds.pinned()});
  analysis::Report& report = run.report;
  report.cancelled = rounds.was_cancelled();
  report.environment = environment_of(plan, rounds, options);
  if (touch) tell_first_touch(*touch, plan, report);
  for (auto& [name, warning] : warnings_of(plan, rounds)) {
    report.environment.emplace_back(name, warning);
    report.warnings.push_back(std::move(warning));
  }
  report.environment.emplace_back("interface", rounds.sent_any() ? rounds.interface() : "none");
  return run;
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
  case Path::unix_stream:
    return "unix";
  case Path::remote:
    return "remote";
  }
  return "";
}

void set_path(Options& options, const std::string& word) {
  for (const Path each :
       {Path::automatic, Path::sink, Path::veth, Path::loopback, Path::unix_stream})
    if (word == name_of(each)) {
      options.path = each;
      return;
    }
  if (word.find(':') == std::string::npos)
    throw BadInput(
        fmt::format("`{}` is no path: auto, sink, veth, loopback, unix or ADDRESS:PORT", word));
  address_in(word);
  options.path = Path::remote;
  options.address = word;
}

analysis::Report run(const scenario::Scenario& scenario,
                     const std::vector<const scenario::Case*>& cases, const Options& options,
                     const Progress& progress, const std::atomic<bool>& cancelled) {
  if (options.path == Path::unix_stream && options.drain == Drain::trunc)
    throw BadInput("a local socket cannot discard what it receives (MSG_TRUNC): --drain copy");
  if (options.rounds && (*options.rounds < 1 || *options.rounds > most_rounds))
    throw BadInput(fmt::format("{} rounds; 1 to {} can be made", *options.rounds, most_rounds));
  const Plan plan = make_plan(cases, options, part_of(progress, 0, share_of_files), cancelled);
  const bool on_sink = options.path == Path::sink, both = options.path == Path::automatic;
  const double of_sink = on_sink || both ? share_of_sink : 0;
  const Options its = on_sink || both ? with_time_for_the_sink(options) : options;
  const Progress rounds = part_of(progress, share_of_files, 1 - share_of_files - of_sink);
  MadeRun made = on_sink ? run_on_sink(scenario, plan, its, rounds, cancelled)
                         : run_to_a_receiver(scenario, plan, its, rounds, cancelled);
  if (on_sink || both)
    time_on_sink(plan, on_sink ? 0 : sink_chunk, its, part_of(progress, 1 - of_sink, of_sink),
                 cancelled, made.report);
  if (options.traces) add_traces(scenario, plan, made);
  if (progress && !cases.empty()) progress(1, cases.back()->id); // rounds may end before their time
  return std::move(made.report);
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
