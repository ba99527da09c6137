#ifdef COPYSCOPE_HAS_WINDOW
#include "cli/gui_options.h"

#include "cli/exit_status.h"
#include "cli/options.h"
#include "cli/own_files.h"
#include "cli/terminal/progress.h"
#include "host/window_services.h"
#include "program/catalog.h"
#include "program/checking.h"
#include "program/loading.h"
#include "program/running.h"
#include "sim/trace/file/inspect.h"
#include "sim/trace/file/load.h"
#include "sim/units/excerpt.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::cli {

namespace {

constexpr int most_pixels = 16'384; ///< on a side
const std::vector<std::string> views{"stage", "compare", "follow", "whatif",
                                     "rows",  "lesson",  "real",   "home"};

const std::vector<std::string> presented_views{"stage", "compare", "lesson"};

gui::View view_of(const std::string& name) {
  const gui::View* const view = gui::view_named(name);
  if (!view)
    throw UsageError(fmt::format("no view {}{}\n(its views: {})", units::quoted(name),
                                 program::suggestion(name, views), fmt::join(views, ", ")));
  return *view;
}

Time time_of(const std::string& written) {
  try {
    return parse_time(written);
  } catch (const QuantityError& error) {
    throw UsageError(fmt::format("--at {}: {} (such as 120us or \"1.5 ms\")",
                                 units::excerpt(written), error.what()));
  }
}

/// "1280x800".
PictureSize picture_size(const std::string& written) {
  PictureSize size;
  const char* const end = written.data() + written.size();
  const auto wide = std::from_chars(written.data(), end, size.wide);
  const bool has_sign = wide.ec == std::errc() && wide.ptr != end && *wide.ptr == 'x';
  const auto high = has_sign ? std::from_chars(wide.ptr + 1, end, size.high) : wide;
  const auto is_possible = [](int pixels) { return pixels >= 1 && pixels <= most_pixels; };
  if (!has_sign || high.ec != std::errc() || high.ptr != end || !is_possible(size.wide) ||
      !is_possible(size.high))
    throw UsageError(fmt::format("--size {}: expected WIDTHxHEIGHT in pixels, such as 1280x800, "
                                 "each from 1 to {}",
                                 units::excerpt(written), most_pixels));
  return size;
}

void check_step(const GuiArguments& arguments, std::int64_t steps) {
  if (!arguments.step || (*arguments.step >= 0 && *arguments.step <= steps)) return;
  throw UsageError(
      fmt::format("--step {}: this case has the steps 1 to {}", *arguments.step, steps));
}

/// The case of a saved trace, and how many steps it has where that is asked for: a file says the
/// former without its rows, which the window reads itself.
void check_saved_trace(const GuiArguments& arguments, const program::ScenarioFile& file) {
  std::string there;
  if (trace::is_trace_file(file.text) && !arguments.step) {
    there = trace::header_of_file(file.text, file.name).id();
  } else {
    const trace::Trace trace = load_with_bar(file.text, file.name).trace;
    there = trace.header().id();
    check_step(arguments, trace.steps());
  }
  if (!arguments.case_id.empty() && arguments.case_id != there)
    throw UsageError(fmt::format("no case {} in {}{}\n(it holds the case {})",
                                 units::quoted(arguments.case_id), file.name,
                                 program::suggestion(arguments.case_id, {there}), there));
}

void check_scenario(const GuiArguments& arguments) {
  const program::ScenarioFile file = program::find_scenario(arguments.scenario);
  if (program::is_saved_trace(file.text)) return check_saved_trace(arguments, file);
  const scenario::Scenario scenario =
      scenario::load(file.text, file.name, program::vocabulary(), program::find_preset, {});
  std::vector<std::string> ids;
  if (!arguments.case_id.empty()) ids.push_back(arguments.case_id);
  const auto cases = program::cases_of(scenario, ids);
  if (arguments.step)
    check_step(arguments,
               program::steps_of(program::simulate_cases(scenario, {cases.front()}).cases.front()));
}

void check_together(const GuiArguments& arguments) {
  const bool places = !arguments.case_id.empty() || !arguments.at.empty() || arguments.step;
  if (arguments.scenario.empty() && places)
    throw UsageError("--case, --at and --step need a SCENARIO\n(see `copyscope gui --help`)");
  if (arguments.scenario.empty() && !arguments.view.empty() && arguments.view != "home")
    throw UsageError(fmt::format("--view {} needs a SCENARIO", units::excerpt(arguments.view)));
  if (arguments.present && gui::view_named(arguments.view) &&
      std::ranges::find(presented_views, arguments.view) == presented_views.end())
    throw UsageError(fmt::format("--view {} is not presented\n(--present goes with {})",
                                 units::excerpt(arguments.view), fmt::join(presented_views, ", ")));
  if (arguments.scenario == "-")
    throw UsageError("the window reads a scenario from a file, not from standard input");
  if (arguments.scale && arguments.screenshot.empty())
    throw UsageError("--scale goes with --screenshot; a window has its monitor's");
  if (!arguments.screenshot.empty() && !arguments.state.empty())
    throw UsageError("--state tells what a window does; it does not go with --screenshot");
}

} // namespace

void add_window_looks(Command& command, GuiArguments& arguments) {
  command.add_choice("--lang", arguments.language, language_names(), "Language: en or zh")
      .takes("en|zh");
  command.add("--theme", arguments.theme, "Colours: dark, or light for a projector")
      .one_of({"dark", "light"})
      .takes("dark|light");
  command.add_flag("--present", arguments.present,
                   "Presenter mode: large type, one idea at a time");
}

void add_window_place(Command& command, GuiArguments& arguments) {
  command.add("--case", arguments.case_id, "Show this case").takes("ID");
  const Option at = command.add("--at", arguments.at, "Begin at this time: 120us").takes("TIME");
  command.add("--step", arguments.step, "Begin on this step").excludes(at).takes("N");
  command.add("--view", arguments.view, fmt::format("{}", fmt::join(views, ", "))).takes("NAME");
  add_file(command, "--state", arguments.state,
           "Tell the window's state there at each change, as JSON")
      .takes("FILE");
}

void add_screenshot(Command& command, GuiArguments& arguments) {
  add_file(command, "--screenshot", arguments.screenshot, "Draw one picture and open no window")
      .takes("FILE.png");
  command.add("--size", arguments.size, "Size in pixels: 1280x800").takes("WxH");
  command.add("--scale", arguments.scale, "Pixels a unit of a picture for dense screens: 2")
      .in_range(0.25, 8.0)
      .takes("S");
}

PictureSize picture_size(const GuiArguments& arguments) {
  PictureSize size = arguments.size.empty() ? PictureSize() : picture_size(arguments.size);
  size.scale = arguments.scale.value_or(1.0F);
  return size;
}

gui::Options checked(const GuiArguments& arguments) {
  check_together(arguments);
  check_outputs(files_read_for(arguments.scenario),
                {{"--state", arguments.state}, {"--screenshot", arguments.screenshot}});
  gui::Options options;
  options.scenario = arguments.scenario;
  options.case_id = arguments.case_id;
  options.language = arguments.language;
  if (!arguments.theme.empty()) options.theme = arguments.theme;
  if (!arguments.view.empty()) options.view = view_of(arguments.view);
  if (!arguments.at.empty()) options.at = time_of(arguments.at);
  if (options.at && *options.at < Time())
    throw UsageError(fmt::format("--at {}: a run begins at 0", units::excerpt(arguments.at)));
  options.step = arguments.step;
  options.present = arguments.present;
  options.state_path = arguments.state;
  if (!arguments.size.empty()) {
    options.wide = picture_size(arguments.size).wide;
    options.high = picture_size(arguments.size).high;
  }
  if (!arguments.scenario.empty()) check_scenario(arguments);
  if (arguments.screenshot.empty()) options.choices_path = host::choices_path();
  return options;
}

} // namespace copyscope::cli
#endif
