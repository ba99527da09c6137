#ifdef COPYSCOPE_HAS_REAL
#include "cli/real_run.h"

#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/own_files.h"
#include "cli/terminal/progress.h"
#include "figure/words/real_words.h"
#include "host/output.h"
#include "host/signals.h"
#include "host/standard_files.h"
#include "program/loading.h"
#include "sim/trace/file/save.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <sys/stat.h>

namespace copyscope::cli {

namespace {

template <class Value>
void add_named(Command& command, const std::string& name, Value& value,
               const std::vector<Value>& choices, const std::string& description) {
  std::map<std::string, Value> names;
  std::string shown;
  for (const Value each : choices) {
    names.emplace(name_of(each), each);
    shown += (shown.empty() ? "" : "|") + std::string(name_of(each));
  }
  command.add_choice(name, value, names, description).takes(shown);
}

std::string size_of(const std::string& path) {
  struct stat file = {};
  if (::stat(path.c_str(), &file) != 0)
    throw UsageError(fmt::format("--file {}: {}", path, strerror(errno)));
  if (!S_ISREG(file.st_mode))
    throw UsageError(fmt::format("--file {}: {}", path, real::kind_of_file(file.st_mode)));
  return fmt::format("{}", file.st_size);
}

RealRun run_cases(const scenario::Scenario& scenario,
                  const std::vector<const scenario::Case*>& cases, const RealOptions& options) {
  if (!options.trace.empty() && cases.size() != 1)
    throw UsageError("--trace saves one case: name it with --case ID");
  real::Options run = options.run;
  if (options.rounds) run.rounds = static_cast<int>(*options.rounds);
  if (options.seconds) run.time = std::chrono::milliseconds(std::llround(*options.seconds * 1000));
  if (!options.file.empty()) run.file = options.file;
  run.traces = !options.trace.empty();
  Progress progress("running");
  const host::StopRequest stop;
  try {
    if (!options.path.empty()) set_path(run, options.path);
    const auto show = [&progress](double done, std::string_view what) {
      progress.show(done, what);
    };
    analysis::Report report = real::run(scenario, cases, run, show, stop.requested());
    return {std::move(report), stop.requested() ? stop.signal() : 0};
  } catch (const real::Interrupted&) {
    throw Interrupted(stop.signal());
  } catch (const real::BadInput& error) {
    throw UsageError(error.what());
  } catch (const real::SystemError& error) {
    throw EnvironmentError(error.what());
  }
}

} // namespace

void add_real_options(Command& command, RealOptions& options) {
  add_scenario(command, options.scenario);
  add_cases(command, options.cases);
  add_settings(command, options.settings);
  const Option rounds = command
                            .add("--rounds", options.rounds,
                                 "Rounds of each case that count; else as many as it takes for the "
                                 "95 % interval of the "
                                 "median to lie within 3 %")
                            .in_range(1, 1000)
                            .takes("N");
  command
      .add("--seconds", options.seconds,
           "How long the rounds of all cases may take together; 10 by default")
      .in_range(0.1, 900.0)
      .takes("S")
      .excludes(rounds);
  add_named(command, "--drain", options.run.drain, {real::Drain::copy, real::Drain::trunc},
            "How the receiver empties its socket");
  command
      .add("--path", options.path,
           "Through what: a card that takes everything, private network devices, loopback, a local "
           "socket, or to `copyscope "
           "receive` there")
      .takes("auto|sink|veth|loopback|unix|ADDRESS:PORT");
  add_file(command, "--file", options.file, "Send this file (it is only read)").takes("PATH");
  add_file(command, "--trace", options.trace, "Save the trace of one case (with --case)")
      .takes("FILE.copyscope");
  command.add_flag("--json", options.json, "As JSON, with the evidence of every figure");
  add_language(command, options.language);
}

scenario::Scenario load_for_real(const RealOptions& options) {
  std::vector<NamedFile> inputs = files_read_for(options.scenario);
  inputs.push_back({"the one that --file sends", options.file});
  check_outputs(inputs, {{"--trace", options.trace}, printed("--json", options.json)});
  check_trace_name(options.trace);
  if (!options.trace.empty()) host::require_writable(options.trace);
  std::vector<std::string> settings = options.settings;
  if (!options.file.empty()) settings.push_back("workload.file_size=" + size_of(options.file));
  return program::load_scenario(options.scenario, settings);
}

RealRun run_real(const scenario::Scenario& scenario,
                 const std::vector<const scenario::Case*>& cases, const RealOptions& options) {
  RealRun run = run_cases(scenario, cases, options);
  for (const std::string& warning : run.report.warnings)
    host::say(figure::translated(warning, options.language));
  return run;
}

void save_real_trace(const analysis::Report& report, const std::string& path) {
  const analysis::CaseReport& only = report.cases.front();
  if (!only.trace)
    throw EnvironmentError(fmt::format("there is no trace of {}: {}", only.id(),
                                       only.reason.empty() ? only.note : only.reason));
  host::Output file(path);
  trace::save_named(*only.trace, path, [&](std::string_view piece) { file.write(piece); });
  file.commit();
}

} // namespace copyscope::cli
#endif
