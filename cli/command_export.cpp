// copyscope export: one case's trace in another program's format.
#include "cli/commands.h"
#include "cli/export_options.h"
#include "cli/options.h"
#include "cli/own_files.h"
#include "cli/terminal/progress.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/units/excerpt.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>

namespace copyscope::cli {

namespace {

using exports::Format;
using exports::Runs;

/// The one case of a saved trace.
Runs saved_runs(const program::ScenarioFile& file, const ExportArguments& arguments) {
  if (!arguments.settings.empty())
    throw UsageError("--set has no effect on a trace that is already saved");
  trace::Loaded loaded = load_with_bar(file.text, file.name);
  for (const std::string& complaint : loaded.complaints)
    host::say(file.name + ": " + complaint);
  if (!loaded.unknown.empty())
    host::say(fmt::format("{}: with what this version does not know, and only keeps: {}", file.name,
                          fmt::join(loaded.unknown, ", ")));
  auto trace = std::make_shared<trace::Trace>(std::move(loaded.trace));
  const std::string there = trace->header().id();
  std::vector<std::string> asked = arguments.cases;
  asked.insert(asked.end(), arguments.compared.begin(), arguments.compared.end());
  for (const std::string& id : asked)
    if (id != there)
      throw UsageError(fmt::format("no case {} in {}{}\n(it holds the case {})", units::quoted(id),
                                   file.name, program::suggestion(id, {there}), there));
  return {std::move(trace)};
}

Runs runs_for(const Format& format, const ExportArguments& arguments) {
  const program::ScenarioFile file = program::find_scenario(arguments.scenario);
  if (program::is_saved_trace(file.text)) return saved_runs(file, arguments);
  const scenario::Scenario scenario =
      scenario::load(file.text, file.name, program::vocabulary(), program::find_preset,
                     program::settings_from(arguments.settings));
  std::vector<std::string> all;
  for (const scenario::Case& each : scenario.cases)
    all.push_back(each.id);
  Runs runs;
  for (const scenario::Case* which :
       program::cases_of(scenario, chosen_cases(format, arguments, all)))
    runs.push_back(std::make_shared<trace::Trace>(simulate_with_bar(scenario, *which)));
  return runs;
}

Exit export_runs(const ExportArguments& arguments) {
  const Format& format = format_named(arguments.format);
  exports::Options options = options_for(format, arguments);
  check_outputs(files_read_for(arguments.scenario), {{"-o", arguments.output}});
  const Runs runs = runs_for(format, arguments);
  if (format.takes.moment) options.moment = moment_in(*runs.front(), arguments);
  host::Output output(arguments.output);
  Progress progress(fmt::format("writing {}", format.id));
  try {
    format.write(
        runs, options, [&](std::string_view piece) { output.write(piece); },
        [&](double done) { progress.show(done); });
  } catch (const exports::BadOptions& error) {
    throw UsageError(fmt::format("--format {}: {}", format.id, error.what()));
  }
  output.commit();
  return Exit::fine;
}

} // namespace

void add_export(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<ExportArguments>();
  Command command = program.add_command(
      "export", "Draw a case, or write its trace for another program",
      "  copyscope export four-ways --case sendfile --format svg -o sendfile.svg\n"
      "      The timing diagram, for a web page or a drawing program.\n"
      "  copyscope export four-ways --case sendfile --format pdf --width 8cm -o a.pdf\n"
      "      For a column of a paper.\n"
      "  copyscope export four-ways --compare --format svg -o all.svg\n"
      "      All cases under one axis of time.\n"
      "  copyscope export four-ways --case sendfile --format moment-svg --step 5 -o -\n"
      "      The stage when step 5 has been done, on standard output.\n"
      "  copyscope export four-ways --case sendfile --format csv -o - --to 120us\n"
      "      What happens up to 120 us, on standard output.\n"
      "  copyscope export four-ways --case sendfile --format perfetto -o sendfile.json\n"
      "      For ui.perfetto.dev.\n"
      "  copyscope export saved.json --format csv -o saved.csv\n"
      "      From a trace that `run --trace` or `real --trace` has saved.\n");
  add_export_options(command, *options);
  command.when_given([options, &chosen] { chosen = [options] { return export_runs(*options); }; });
}

} // namespace copyscope::cli
