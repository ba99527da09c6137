#include "cli/terminal/help.h"

#include "cli/terminal/display.h"

#include <algorithm>
#include <vector>

namespace copyscope::cli {

namespace {

constexpr int width = 80;
constexpr int left_width = 22; ///< of the names, indentation included

/// "copyscope run SCENARIO [OPTIONS]"
std::string usage_of(const Help& help) {
  std::string usage = help.name;
  for (const HelpEntry& argument : help.arguments)
    usage += " " + argument.usage;
  usage += " [OPTIONS]";
  return help.is_program ? usage + "\n       " + help.name + " COMMAND …" : usage;
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

std::string entries(const std::vector<HelpEntry>& all) {
  std::string text;
  for (const HelpEntry& each : all)
    text += entry(each.name, each.what);
  return text;
}

} // namespace

std::string help_text(const Help& help) {
  std::string text = "Usage: " + usage_of(help) + "\n\n" + paragraphs(help.description, 0, width);
  if (!help.commands.empty()) text += "\nCommands:\n" + entries(help.commands);
  if (!help.arguments.empty()) text += "\n" + entries(help.arguments);
  return text + "\nOptions:\n" + entries(help.options) + "\n" + help.examples;
}

} // namespace copyscope::cli
