// copyscope check: are scenarios right, and do their runs come to what they expect?
//
// A file that cannot be read as a scenario is bad input (2). One that can is run: its expectations
// must hold, its narrations and questions must bind to something that happens, and what ships must
// be there in both languages; else 1.
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/terminal/display.h"
#include "cli/terminal/terminal.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/catalog.h"
#include "program/checking.h"
#include "program/loading.h"

#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>

namespace copyscope::cli {

namespace {

using Json = nlohmann::ordered_json;

struct CheckOptions {
  std::vector<std::string> files;
  bool json = false;
};

/// What is known of one file after its check: why it cannot be read, or what is wrong with it.
struct Report {
  std::string file;
  std::string unreadable; ///< empty where it is a scenario
  program::ScenarioCheck check;
};

Report check_file(const std::string& name) {
  Report report{name, {}, {}};
  try {
    const program::ScenarioFile file = program::find_scenario(name);
    report.file = file.name;
    program::refuse_saved_trace(file);
    report.check = program::check_scenario(
        scenario::load(file.text, file.name, program::vocabulary(), program::find_preset, {}),
        file.ships);
  } catch (const scenario::InputError& error) {
    report.unreadable = error.what();
  } catch (const UsageError& error) {
    report.unreadable = error.what();
  }
  return report;
}

Json json_of(const Report& report) {
  Json expectations = Json::array();
  for (const analysis::Verdict& each : report.check.verdicts)
    expectations.push_back({{"case", each.case_id},
                            {"figure", each.expected.figure},
                            {"expected", each.expected.written},
                            {"actual", each.actual},
                            {"holds", each.holds}});
  Json problems = report.check.problems;
  if (!report.unreadable.empty()) problems = Json::array({report.unreadable});
  return {{"file", report.file},
          {"readable", report.unreadable.empty()},
          {"ok", report.unreadable.empty() && report.check.ok()},
          {"expectations", std::move(expectations)},
          {"problems", std::move(problems)}};
}

std::string counted(std::size_t n, const char* one, const char* several) {
  return fmt::format("{} {}", n, n == 1 ? one : several);
}

std::string text_of(const Report& report, const Terminal& terminal) {
  if (!report.unreadable.empty()) return {};
  const auto failed = report.check.failures();
  std::string text = fmt::format("{}  {}\n",
                                 terminal.styled(failed.empty() ? "ok    " : "FAILED",
                                                 failed.empty() ? Look::good : Look::bad),
                                 printable(report.file));
  if (failed.empty())
    text = fmt::format(
        "{}: {}, {}\n", text.substr(0, text.size() - 1),
        counted(report.check.cases, "case", "cases"),
        counted(report.check.verdicts.size(), "expectation holds", "expectations hold"));
  for (const std::string& line : failed)
    text += indented(line, 8, terminal.width);
  return text;
}

Exit check(const CheckOptions& options) {
  const Terminal terminal = standard_output();
  Json files = Json::array();
  Exit status = Exit::fine;
  for (const std::string& name : options.files) {
    const Report report = check_file(name);
    if (!report.unreadable.empty()) {
      status = Exit::bad_input;
      if (!options.json) host::say(report.unreadable);
    } else if (!report.check.ok() && status == Exit::fine) {
      status = Exit::failed;
    }
    if (options.json)
      files.push_back(json_of(report));
    else
      host::print(text_of(report, terminal));
  }
  if (options.json) {
    const Json all{{"schema", 1}, {"files", std::move(files)}};
    host::print(all.dump(2) + "\n");
  }
  return status;
}

} // namespace

void add_check(Command& program, Chosen& chosen) {
  const auto options = std::make_shared<CheckOptions>();
  Command command = program.add_command(
      "check", "Validate scenarios and their expectations",
      "  copyscope check mine.toml\n"
      "      Says what is wrong with the file, or which expectation does not hold.\n"
      "  copyscope check four-ways\n"
      "      The same for a scenario that ships.\n");
  command.add_all("FILE", options->files, "Scenario files, or ids of scenarios that ship")
      .required();
  command.add_flag("--json", options->json, "As JSON");
  command.when_given([options, &chosen] { chosen = [options] { return check(*options); }; });
}

} // namespace copyscope::cli
