// copyscope export: one case's trace in another program's format.
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/simulated.h"
#include "export/formats.h"
#include "sim/trace/json.h"
#include "sim/units/excerpt.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>

namespace copyscope::cli {

namespace {

struct ExportOptions {
  std::string scenario, case_id, format, output;
  std::vector<std::string> settings;
  std::string from, to;
  assets::Language language = assets::Language::en;
};

/// "csv (every span, one a row), perfetto (…)": all formats.
std::string listed_formats() {
  std::string list;
  for (const exports::Format& format : exports::formats())
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", format.id, format.what);
  return list;
}

const exports::Format& format_named(const std::string& id) {
  if (const exports::Format* const format = exports::find_format(id)) return *format;
  std::vector<std::string> ids;
  for (const exports::Format& format : exports::formats())
    ids.emplace_back(format.id);
  throw UsageError(fmt::format("--format {}: no such format{}\n(there are {})", units::excerpt(id),
                               suggestion(id, ids), fmt::join(ids, ", ")));
}

Time time_option(const std::string& name, const std::string& value, Time otherwise) {
  if (value.empty()) return otherwise;
  try {
    return parse_time(value);
  } catch (const QuantityError& error) {
    throw UsageError(fmt::format("{} {}: {} (such as 120us or \"1.5 ms\")", name,
                                 units::excerpt(value), error.what()));
  }
}

trace::Trace saved_trace(const std::string& content, const std::string& name,
                         const ExportOptions& options) {
  if (!options.settings.empty())
    throw UsageError("--set has no effect on a trace that is already saved");
  trace::Trace trace = trace::load_json(content, name);
  const std::string& there = trace.header().case_id;
  if (!options.case_id.empty() && options.case_id != there)
    throw UsageError(fmt::format("no case {} in {}{}\n(it holds the case {})",
                                 units::quoted(options.case_id), name,
                                 suggestion(options.case_id, {there}), there));
  return trace;
}

trace::Trace trace_for(const ExportOptions& options) {
  const ScenarioFile file = find_scenario(options.scenario);
  if (is_saved_trace(file.text)) return saved_trace(file.text, file.name, options);
  const scenario::Scenario scenario = scenario::load(file.text, file.name, vocabulary(),
                                                     find_preset, settings_from(options.settings));
  const auto cases = cases_of(scenario, options.case_id.empty() ? std::vector<std::string>()
                                                                : std::vector{options.case_id});
  if (cases.size() != 1) {
    std::string ids;
    for (const scenario::Case* each : cases)
      ids += (ids.empty() ? "" : ", ") + each->id;
    throw UsageError(fmt::format("{} has several cases: name one with --case ID\n(its cases: {})",
                                 scenario.id, ids));
  }
  return simulate_trace(scenario, *cases.front());
}

Exit export_trace(const ExportOptions& options) {
  const exports::Format& format = format_named(options.format);
  exports::Options extract;
  extract.from = time_option("--from", options.from, Time());
  extract.to = time_option("--to", options.to, Time::max());
  extract.language = options.language;
  if (extract.from > extract.to)
    throw UsageError("--from is later than --to: nothing lies between them");
  if (!format.takes.range && !(options.from.empty() && options.to.empty()))
    throw UsageError(fmt::format(
        "--format {} is the whole trace; --from and --to do not go with it", format.id));
  const auto trace = std::make_shared<const trace::Trace>(trace_for(options));
  Output output(options.output);
  format.write(
      {trace}, extract, [&output](std::string_view piece) { output.write(piece); }, [](double) {});
  output.commit();
  return Exit::fine;
}

} // namespace

void add_export(CLI::App& program, Chosen& chosen) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App& command = add_command(
      program, "export", "Write a case's trace for another program",
      "  copyscope export four-ways --case sendfile --format csv -o sendfile.csv\n"
      "      Every span, one a row.\n"
      "  copyscope export four-ways --case sendfile --format csv -o - --to 120us\n"
      "      What happens up to 120 us, on standard output.\n"
      "  copyscope export four-ways --case sendfile --format perfetto -o sendfile.json\n"
      "      For ui.perfetto.dev.\n"
      "  copyscope export saved.json --format csv -o saved.csv\n"
      "      From a trace that `run --trace` or `real --trace` has saved.\n");
  command
      .add_option("SCENARIO", options->scenario,
                  "A scenario: an id or a .toml file; or a saved trace, a .json file")
      ->required();
  command.add_option("--case", options->case_id, "Which case")->option_text("ID");
  command.add_option("--format", options->format, listed_formats())
      ->required()
      ->option_text("FORMAT");
  command.add_option("-o,--output", options->output, "Where to; - is standard output")
      ->required()
      ->option_text("FILE");
  command.add_option("--from", options->from, "Leave out what ends before: 120us")
      ->option_text("TIME");
  command.add_option("--to", options->to, "Leave out what begins after: \"1.5 ms\"")
      ->option_text("TIME");
  add_settings(command, options->settings);
  add_language(command, options->language);
  command.callback([options, &chosen] { chosen = [options] { return export_trace(*options); }; });
}

} // namespace copyscope::cli
