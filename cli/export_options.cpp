#include "cli/export_options.h"

#include "cli/exit_status.h"
#include "cli/options.h"
#include "export/formats.h"
#include "figure/story/story.h"
#include "program/catalog.h"
#include "sim/units/excerpt.h"
#include "sim/units/quantity.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::cli {

namespace {

/// "csv (every span, one a row), perfetto (…)": all formats.
std::string listed_formats() {
  std::string list;
  for (const exports::Format& format : exports::formats())
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", format.id, format.what);
  return list;
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

/// What is given has to mean something to the format.
void check_taken(const exports::Format& format, const ExportArguments& given) {
  const exports::Takes& takes = format.takes;
  const bool has_range = !given.from.empty() || !given.to.empty();
  struct Option {
    const char* name;
    bool is_given, is_taken;
  };
  for (const Option& option : {Option{"--from and --to", has_range, takes.range},
                               Option{"--time", !given.time.empty(), takes.time},
                               Option{"--width", !given.width.empty(), takes.width},
                               Option{"--lanes", !given.lanes.empty(), takes.lanes},
                               Option{"--theme", !given.theme.empty(), takes.theme},
                               Option{"--dpi", given.dpi != 0, takes.dpi},
                               Option{"--handout", given.handout != 0, takes.handout},
                               Option{"--type-size", !given.type.empty(), takes.type},
                               Option{"--plain", given.plain, takes.plain},
                               Option{"--at", !given.at.empty(), takes.moment},
                               Option{"--step", given.step.has_value(), takes.moment},
                               Option{"--compare", given.compare, takes.several}})
    if (option.is_given && !option.is_taken)
      throw UsageError(fmt::format("--format {}: {} means nothing to it", format.id, option.name));
}

void add_drawing_options(Command& command, ExportArguments& arguments) {
  command.add("--time", arguments.time, "Widths: story (each step wide enough to be read) or true")
      .one_of({"story", "true"})
      .takes("story|true");
  command.add("--width", arguments.width, "How wide the drawing is: 8cm, 80mm, 3.5in, 960px")
      .takes("LENGTH");
  command
      .add("--type-size", arguments.type,
           "How large its type is: in points where the width is on paper, else in pixels")
      .takes("SIZE");
  command.add_flag("--plain", arguments.plain,
                   "Leave out title, notes and source: a caption says them");
  command.add_each("--lanes", arguments.lanes, "Draw these lanes only: cpu,disk,dma")
      .separated_by(',')
      .takes("LANE,…");
  command.add("--theme", arguments.theme, "Colours: print, light or dark")
      .one_of({"print", "light", "dark"})
      .takes("print|light|dark");
  command.add("--dpi", arguments.dpi, "Pixels to the inch").in_range(36, 1200).takes("36…1200");
  command.add("--handout", arguments.handout, "Steps on a page")
      .one_of_numbers({1, 2, 4, 6})
      .takes("2|4|6");
}

void add_moment_options(Command& command, ExportArguments& arguments) {
  const Option at = command.add("--at", arguments.at, "The moment: a time, 120us").takes("TIME");
  command.add("--step", arguments.step, "The moment: when this step has been done")
      .excludes(at)
      .takes("N");
}

} // namespace

const exports::Format& format_named(const std::string& id) {
  if (const exports::Format* const format = exports::find_format(id)) return *format;
  std::vector<std::string> ids;
  for (const exports::Format& format : exports::formats())
    ids.emplace_back(format.id);
  throw UsageError(fmt::format("--format {}: no such format{}\n(there are {})", units::excerpt(id),
                               program::suggestion(id, ids), fmt::join(ids, ", ")));
}

exports::Length length_option(const std::string& written) {
  if (const auto length = exports::length_in(written)) return *length;
  throw UsageError(fmt::format(
      "--width {}: expected a length from 1 mm to 5 m, such as 8cm, 80mm, 3.5in or 960px",
      units::excerpt(written)));
}

exports::TypeSize type_option(const std::string& written) {
  if (const auto type = exports::type_size_in(written)) return *type;
  throw UsageError(fmt::format(
      "--type-size {}: expected a size from {} to {} pt, or from {} to {} px, such as 8 or 14px",
      units::excerpt(written), exports::least_type_points, exports::most_type_points,
      exports::least_type_pixels, exports::most_type_pixels));
}

trace::Cursor moment_in(const trace::Trace& run, const ExportArguments& arguments) {
  if (!arguments.at.empty()) {
    const Time at = time_option("--at", arguments.at, Time());
    if (at < Time() || at > run.end())
      throw UsageError(fmt::format("--at {}: this run lasts from 0 to {}",
                                   units::excerpt(arguments.at), to_string(run.end())));
    return run.cursor_at(at);
  }
  if (!arguments.step)
    throw UsageError(
        fmt::format("--format {}: which moment? --at TIME or --step N names it", arguments.format));
  const std::int64_t step = *arguments.step;
  if (step < 0 || step > run.steps())
    throw UsageError(fmt::format("--step {}: this case has the steps 1 to {}", step, run.steps()));
  return step == 0 ? trace::Cursor() : figure::Story(run).rest_after(run.step(step));
}

exports::Options options_for(const exports::Format& format, const ExportArguments& arguments) {
  check_taken(format, arguments);
  exports::Options options;
  options.from = time_option("--from", arguments.from, Time());
  options.to = time_option("--to", arguments.to, Time::max());
  if (options.from > options.to)
    throw UsageError("--from is later than --to: nothing lies between them");
  options.language = arguments.language;
  // Compared are times; story time has another scale for each case.
  options.in_story = arguments.time.empty() ? !arguments.compare : arguments.time == "story";
  if (!arguments.width.empty()) options.width = length_option(arguments.width);
  options.lanes = arguments.lanes;
  options.theme = arguments.theme;
  options.dpi = arguments.dpi;
  options.handout = std::max(1, arguments.handout);
  if (!arguments.type.empty()) options.type = type_option(arguments.type);
  options.is_plain = arguments.plain;
  return options;
}

std::vector<std::string> chosen_cases(const exports::Format& format,
                                      const ExportArguments& arguments,
                                      const std::vector<std::string>& all) {
  std::vector<std::string> ids;
  for (const std::vector<std::string>* const list : {&arguments.cases, &arguments.compared})
    for (const std::string& id : *list) // --compare without ids holds an empty one
      if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  const bool takes_many = arguments.compare || format.takes.whole_scenario;
  // A case that is compared with nothing in particular is compared with all the others.
  const bool names_several = arguments.compare && arguments.compared.front().empty();
  const bool means_all = names_several ? ids.size() < 2 : ids.empty();
  if (takes_many && means_all) return {};
  if (ids.empty() && all.size() == 1) return all;
  if (!takes_many && ids.size() != 1)
    throw UsageError(fmt::format(
        "--format {} takes one case: name it with --case ID{}\n(the cases: {})", format.id,
        format.takes.several ? ", or --compare several" : "", fmt::join(all, ", ")));
  return ids;
}

void add_export_options(Command& command, ExportArguments& arguments) {
  command
      .add("SCENARIO", arguments.scenario,
           "A scenario: an id or a .toml file; or a saved trace, .copyscope or .json")
      .required();
  command.add_each("--case", arguments.cases, "Which case").separated_by(',').takes("ID");
  command.add("--format", arguments.format, listed_formats()).required().takes("FORMAT");
  add_file(command, "-o,--output", arguments.output, "Where to; - is standard output")
      .required()
      .takes("FILE");
  command.add("--from", arguments.from, "Leave out what ends before: 120us").takes("TIME");
  command.add("--to", arguments.to, "Leave out what begins after: \"1.5 ms\"").takes("TIME");
  command
      .add_list("--compare", arguments.compared, arguments.compare,
                "Several cases under one axis: these beside that of --case; without ids all")
      .takes("[ID,…]");
  add_moment_options(command, arguments);
  add_drawing_options(command, arguments);
  add_settings(command, arguments.settings);
  add_language(command, arguments.language);
}

} // namespace copyscope::cli
