#include "cli/terminal/help.h"

#include "cli/terminal/display.h"

#include <algorithm>
#include <vector>

namespace copyscope::cli {

namespace {

constexpr int width = 80;
constexpr int left_width = 22; ///< of the names, indentation included

/// "copyscope run SCENARIO [OPTIONS]"
std::string usage_of(const CLI::App& command) {
  const CLI::App* const parent = command.get_parent();
  std::string usage = parent ? parent->get_name() + " " + command.get_name() : command.get_name();
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) {
      std::string name = option->get_name(true);
      if (option->get_expected_max() > 1) name += "…";
      usage += option->get_required() ? " " + name : " [" + name + "]";
    }
  if (parent) return usage + " [OPTIONS]";
  return usage + " [OPTIONS]\n       " + command.get_name() + " COMMAND …";
}

/// A name on the left, what it is on the right, wrapped.
std::string entry(const std::string& name, const std::string& description) {
  std::string text;
  const std::string left = "  " + name;
  const std::string margin(left_width, ' ');
  if (display_width(left) > left_width - 2) {
    text = left + "\n";
  } else {
    text = pad_right(left, left_width);
  }
  bool first = display_width(left) <= left_width - 2;
  for (const std::string& line : wrap(description, width - left_width)) {
    text += first ? line : margin + line;
    text += "\n";
    first = false;
  }
  return text;
}

std::string name_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  std::string name = option.get_name(false, true); // "-o,--output"
  if (const std::size_t comma = name.find(','); comma != std::string::npos)
    name.insert(comma + 1, " ");
  const std::string& value = option.get_option_text();
  return value.empty() ? name : name + " " + value;
}

std::string options_of(const CLI::App& command) {
  std::string positional, optional;
  for (const CLI::Option* option : command.get_options())
    (option->get_positional() ? positional : optional) +=
        entry(name_of(*option), option->get_description());
  std::string text;
  if (!positional.empty()) text += "\n" + positional;
  return text + "\nOptions:\n" + optional;
}

} // namespace

std::string help_of(const CLI::App& command) {
  std::string text = "Usage: " + usage_of(command) + "\n\n";
  text += paragraphs(command.get_description(), 0, width);
  const auto subcommands = command.get_subcommands([](const CLI::App*) { return true; });
  if (!subcommands.empty()) text += "\nCommands:\n";
  for (const CLI::App* subcommand : subcommands)
    text += entry(subcommand->get_name(), subcommand->get_description());
  text += options_of(command);
  return text + "\n" + command.get_footer();
}

} // namespace copyscope::cli
