// copyscope gui, and copyscope without a command: the window. Where there is no display,
// `copyscope` alone compares the scenario's cases in the terminal, and says how to get a window.
#include "cli/commands.h"
#include "cli/options.h"
#include "host/output.h"
#include "host/standard_files.h"
#include "program/catalog.h"
#include "program/loading.h"
#include "sim/units/excerpt.h"
#ifdef COPYSCOPE_HAS_WINDOW
#include "cli/gui_options.h"
#include "host/window_services.h"
#endif

#include <fmt/format.h>
#include <memory>

namespace copyscope::cli {

namespace {

constexpr const char* default_scenario = "four-ways";

/// Names nearest to what stands where a command or a scenario was expected.
[[noreturn]] void refuse(const std::string& name) {
  std::vector<std::string> names = command_names;
  const std::vector<std::string> scenarios = program::shipped_ids();
  names.insert(names.end(), scenarios.begin(), scenarios.end());
  throw UsageError(fmt::format("{} is neither a command nor a scenario{}\n(see `copyscope --help`)",
                               units::quoted(name), program::suggestion(name, names)));
}

#ifdef COPYSCOPE_HAS_WINDOW

Exit open_window(const GuiArguments& arguments) {
  // The input is checked before the display: a wrong scenario is the user's first problem.
  const gui::Options options = checked(arguments);
  const host::WindowServices services(arguments.screenshot.empty());
  if (arguments.screenshot.empty()) {
    gui::run_window(options, services.services());
    return Exit::fine;
  }
  host::Output file(arguments.screenshot);
  const PictureSize size = picture_size(arguments);
  file.write(gui::take_screenshot(options, services.services(), size.wide, size.high, size.scale));
  file.commit();
  return Exit::fine;
}

Exit open_or_compare(const GuiArguments& arguments) {
  if (!arguments.scenario.empty() && !program::is_scenario(arguments.scenario))
    refuse(arguments.scenario);
  try {
    return open_window(arguments);
  } catch (const gui::DisplayError& error) {
    if (arguments.asks_for_a_window()) throw;
    host::print(comparison_of(arguments.scenario.empty() ? default_scenario : arguments.scenario,
                              arguments.language.value_or(default_language())));
    host::write_to_standard_error("\n");
    host::say(fmt::format("compared here, since the window cannot open: {}", error.what()));
    return Exit::fine;
  }
}

#else

struct GuiArguments {
  std::string scenario;
  assets::Language language = assets::Language::en;
};

Exit open_window(const GuiArguments& arguments) {
  if (!arguments.scenario.empty()) program::load_scenario(arguments.scenario, {});
  throw EnvironmentError("this program was built without its window; `copyscope run SCENARIO` "
                         "compares the cases in the terminal");
}

Exit open_or_compare(const GuiArguments& arguments) {
  if (!arguments.scenario.empty() && !program::is_scenario(arguments.scenario))
    refuse(arguments.scenario);
  host::print(comparison_of(arguments.scenario.empty() ? default_scenario : arguments.scenario,
                            arguments.language));
  return Exit::fine;
}

void add_window_looks(Command& command, GuiArguments& arguments) {
  add_language(command, arguments.language);
}
void add_window_place(Command&, GuiArguments&) {}
void add_screenshot(Command&, GuiArguments&) {}

#endif

} // namespace

void add_gui(Command& program, Chosen& chosen) {
  const auto arguments = std::make_shared<GuiArguments>();
  program.add("SCENARIO", arguments->scenario, "Opens it in the window");
  add_window_looks(program, *arguments);
  Command command = program.add_command(
      "gui", "The window: a scenario step by step, and pictures of it",
      "  copyscope gui four-ways\n"
      "      The window; without a scenario, all of them to choose from.\n"
      "  copyscope gui before-dma --lang zh --theme light --present\n"
      "      A lesson on a projector; Page Down and Page Up give it.\n"
      "  copyscope gui four-ways --case sendfile --step 3 --screenshot step3.png\n"
      "      One picture, for a slide.\n");
  command.add("SCENARIO", arguments->scenario, "A scenario to open, or a saved trace");
  add_window_looks(command, *arguments);
  add_window_place(command, *arguments);
  add_screenshot(command, *arguments);
  command.when_given(
      [arguments, &chosen] { chosen = [arguments] { return open_window(*arguments); }; });
  chosen = [arguments] { return open_or_compare(*arguments); }; // unless a command is given
}

} // namespace copyscope::cli
