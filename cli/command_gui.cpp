// copyscope gui, and copyscope without a command: the window. This version has none yet: a scenario
// that is opened without a command is compared instead, and it is said how the window will come.
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/output.h"
#include "sim/units/excerpt.h"

#include <cstdio>
#include <fmt/format.h>
#include <memory>

namespace copyscope::cli {

namespace {

constexpr const char* default_scenario = "four-ways";

struct GuiOptions {
  std::string scenario;
  assets::Language language = assets::Language::en;
};

/// Names nearest to what stands where a command or a scenario was expected.
[[noreturn]] void refuse(const std::string& name) {
  std::vector<std::string> names = command_names;
  const std::vector<std::string> scenarios = shipped_ids();
  names.insert(names.end(), scenarios.begin(), scenarios.end());
  throw UsageError(fmt::format("{} is neither a command nor a scenario{}\n(see `copyscope --help`)",
                               units::quoted(name), suggestion(name, names)));
}

Exit compare_instead(const GuiOptions& options) {
  if (!options.scenario.empty() && !is_scenario(options.scenario)) refuse(options.scenario);
  print(comparison_of(options.scenario.empty() ? default_scenario : options.scenario,
                      options.language));
  fmt::print(stderr,
             "\ncopyscope: this version has no window yet; it will come with a later one "
             "and needs a\ndisplay. `copyscope --help` shows what the command line can do.\n");
  return Exit::fine;
}

Exit open_window(const GuiOptions& options) {
  // The input is checked before the display: a wrong scenario is the user's first problem.
  if (!options.scenario.empty()) load_scenario(options.scenario, {});
  throw EnvironmentError(
      "this version has no window yet; `copyscope run SCENARIO` compares the cases "
      "of a scenario in the terminal");
}

} // namespace

void add_gui(CLI::App& program, Chosen& chosen) {
  const auto options = std::make_shared<GuiOptions>();
  program.add_option("SCENARIO", options->scenario, "Opens it in the window (not in this version)");
  add_language(program, options->language);
  CLI::App& command = add_command(program, "gui", "The window (not in this version yet)",
                                  "  copyscope gui four-ways\n");
  command.add_option("SCENARIO", options->scenario, "A scenario to open");
  add_language(command, options->language);
  command.callback([options, &chosen] { chosen = [options] { return open_window(*options); }; });
  chosen = [options] { return compare_instead(*options); }; // unless a command is given
}

} // namespace copyscope::cli
