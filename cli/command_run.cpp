// copyscope run: simulates the cases of a scenario and prints what they came to.
#include "cli/chart.h"
#include "cli/commands.h"
#include "cli/export_options.h"
#include "cli/options.h"
#include "cli/own_files.h"
#include "cli/results.h"
#include "cli/terminal/comparison_text.h"
#include "cli/terminal/display.h"
#include "cli/terminal/progress.h"
#include "cli/terminal/steps_text.h"
#include "figure/words/notes.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/trace/file/save.h"
#include "sim/trace/json.h"

#include <fmt/format.h>
#include <limits>
#include <memory>

namespace copyscope::cli {

namespace {

struct RunOptions {
  std::string scenario;
  std::vector<std::string> cases, settings;
  bool json = false, csv = false, markdown = false, steps = false, all_steps = false;
  std::string trace, chart, width, type;
  bool plain = false;
  Language language = Language::en;
};

void save_trace(const scenario::Scenario& scenario, const std::vector<const scenario::Case*>& cases,
                const std::string& path) {
  if (cases.size() != 1) throw UsageError("--trace saves one case: name it with --case ID");
  const scenario::Case& which = *cases.front();
  host::Output file(path);
  const auto write = [&](std::string_view piece) { file.write(piece); };
  if (trace::names_trace_file(path)) { // as it goes, however long it is
    trace::FileSink sink(write);
    simulate_with_bar(sink, scenario, which);
  } else {
    trace::save_json(simulate_with_bar(scenario, which), write);
  }
  file.commit();
}

void tell(const scenario::Scenario& scenario, const analysis::Report& report,
          const RunOptions& options) {
  const std::int64_t most =
      options.all_steps ? std::numeric_limits<std::int64_t>::max() : steps_told;
  const Terminal terminal = standard_output();
  std::int64_t left_out = 0;
  for (const analysis::CaseReport& each : report.cases) {
    if (&each != &report.cases.front()) host::print("\n\n");
    left_out += tell_steps(scenario, each, most, options.language, terminal, host::print);
  }
  if (left_out > 0)
    host::say(
        fmt::format("{} steps that repeat what was told are left out; --all-steps tells every one",
                    grouped(left_out)));
}

std::string tables(const scenario::Scenario& scenario, const analysis::Report& report,
                   Language language) {
  const Terminal terminal = standard_output();
  return scenario_head(scenario, report, language, terminal) + "\n" +
         case_table(scenario, report, language).text(terminal) +
         savings_text(scenario, report, language, terminal) + "\n" +
         notes_text(figure::notes_below(results_of(report)), language, terminal);
}

exports::Options chart_options(const RunOptions& options) {
  const bool has_looks = !options.width.empty() || !options.type.empty() || options.plain;
  if (options.chart.empty() && has_looks)
    throw UsageError(
        "--width, --type-size and --plain are about a drawing: they need --chart FILE");
  exports::Options drawn;
  drawn.language = options.language;
  if (!options.width.empty()) drawn.width = length_option(options.width);
  if (!options.type.empty()) drawn.type = type_option(options.type);
  drawn.is_plain = options.plain;
  return drawn;
}

void add_chart(Command& command, RunOptions& options) {
  add_file(command, "--chart", options.chart,
           "Draw the comparison as bars: time by who works, bytes by who copies")
      .takes("FILE.svg");
  command.add("--width", options.width, "How wide the chart is: 8cm, 80mm, 3.5in, 960px")
      .takes("LENGTH");
  command.add("--type-size", options.type, "How large its type is: 8pt, 14px").takes("SIZE");
  command.add_flag("--plain", options.plain, "The chart without title, notes and source");
}

Exit run(const RunOptions& options) {
  const exports::Options chart = chart_options(options);
  check_outputs(
      files_read_for(options.scenario),
      {{"--trace", options.trace},
       {"--chart", options.chart},
       printed("--json", options.json),
       printed("--csv", options.csv),
       printed("--md", options.markdown),
       printed(options.all_steps ? "--all-steps" : "--steps", options.steps || options.all_steps)});
  check_trace_name(options.trace);
  const scenario::Scenario scenario = program::load_scenario(options.scenario, options.settings);
  const auto cases = program::cases_of(scenario, options.cases);
  const analysis::Report report = program::simulate_cases(scenario, cases);
  if (!options.trace.empty()) save_trace(scenario, cases, options.trace);
  if (!options.chart.empty()) save_chart(scenario, report, options.chart, chart);
  if (options.json)
    host::print(results_as_json(report));
  else if (options.csv)
    host::print(results_as_csv(report));
  else if (options.markdown)
    host::print(case_table(scenario, report, options.language).markdown());
  else if (options.steps || options.all_steps)
    tell(scenario, report, options);
  else if (options.trace != "-" && options.chart != "-")
    host::print(tables(scenario, report, options.language));
  return Exit::fine;
}

} // namespace

std::string comparison_of(const std::string& name, Language language) {
  const scenario::Scenario scenario = program::load_scenario(name, {});
  return tables(scenario, program::simulate_cases(scenario, program::cases_of(scenario, {})),
                language);
}

void add_run(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<RunOptions>();
  Command command = program.add_command(
      "run", "Simulate a scenario and compare its cases",
      "  copyscope run four-ways\n"
      "      All cases in one table, and what each saves against the first.\n"
      "  copyscope run four-ways --case sendfile --steps\n"
      "      One case as a numbered story.\n"
      "  copyscope run four-ways --set workload.chunk=4KiB --set page_cache=warm\n"
      "      The same with smaller chunks and the file already in memory.\n"
      "  copyscope run mine.toml --json\n"
      "      A scenario of your own, for a script.\n"
      "  copyscope run four-ways --case sendfile --trace sendfile.copyscope\n"
      "      Save every step; `copyscope gui` and `export` open the file again.\n"
      "  copyscope run four-ways --chart costs.svg --width 8cm\n"
      "      The same comparison as a picture, for a column of a paper.\n");
  add_scenario(command, options->scenario);
  add_cases(command, options->cases);
  add_settings(command, options->settings);
  const std::vector<Option> forms{
      command.add_flag("--json", options->json, "Results as JSON, with every figure"),
      command.add_flag("--csv", options->csv, "Results as CSV, one row per case"),
      command.add_flag("--md", options->markdown, "Results as a Markdown table"),
      command.add_flag("--steps", options->steps, "Each case as a story, step by step"),
      command.add_flag("--all-steps", options->all_steps, "The same, however long it is")};
  exclude_one_another(forms);
  add_file(command, "--trace", options->trace, "Save the trace of one case (with --case)")
      .takes("FILE.copyscope");
  add_chart(command, *options);
  add_language(command, options->language);
  command.when_given([options, &chosen] { chosen = [options] { return run(*options); }; });
}

} // namespace copyscope::cli
