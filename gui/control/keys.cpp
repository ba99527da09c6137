#include "gui/control/keys.h"

#include "gui/control/action_table.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace copyscope::gui {

namespace {

/// A line of the help, in the order in which they stand there. `keys`: those that are no action's,
/// or are told in one word; empty: those that the table of actions has for it.
struct Line {
  std::string_view text, group, keys = {};
};

constexpr std::array lines = {
    Line{"play", "moving"},
    Line{"step", "moving"},
    Line{"page", "moving"},
    Line{"call", "moving"},
    Line{"cause", "moving"},
    Line{"ends", "moving"},
    Line{"until", "moving"},
    Line{"find", "moving"},
    Line{"recall", "moving"},
    Line{"number", "looking", "1…9"},
    Line{"case", "looking"},
    Line{"compare", "looking"},
    Line{"follow", "looking"},
    Line{"whatif", "looking"},
    Line{"real", "looking"},
    Line{"rows", "looking"},
    Line{"explain", "looking"},
    Line{"level", "looking"},
    Line{"flow", "looking"},
    Line{"race_flows", "looking"},
    Line{"language", "looking"},
    Line{"theme", "looking"},
    Line{"type_size", "looking"},
    Line{"present", "lesson"},
    Line{"vote", "lesson"},
    Line{"blank", "lesson"},
    Line{"zoom", "timeline"},
    Line{"measure", "timeline"},
    Line{"lanes", "timeline"},
    Line{"scrub", "timeline", "mouse"},
    Line{"drag", "timeline", "mouse"},
    Line{"range", "timeline", "shift+mouse"},
    Line{"focus", "controls", "tab shift+tab"},
    Line{"press", "controls", "enter space"},
    Line{"arrows", "controls", "arrows"},
    Line{"context", "controls"},
    Line{"copy", "controls"},
    Line{"open", "files"},
    Line{"save", "files"},
    Line{"export", "files"},
    Line{"undo", "files"},
    Line{"help", "files"},
    Line{"back", "files"},
    Line{"quit", "files"},
};

/// "ctrl+right": as a line of the help has it.
std::string name_of(const Key& key) {
  const bool has_ctrl = key.held == Held::ctrl || key.held == Held::shift_ctrl;
  const bool has_shift = key.held == Held::shift || key.held == Held::shift_ctrl;
  return (has_ctrl ? "ctrl+" : "") + std::string(has_shift ? "shift+" : "") + std::string(key.key);
}

std::string keys_on(std::string_view line) {
  std::string all;
  for (const DeclaredAction& action : declared_actions())
    for (const Key& key : action.keys)
      if (key.line == line) all += (all.empty() ? "" : " ") + name_of(key);
  return all;
}

std::vector<KeyBinding> bindings_of_actions() {
  std::vector<KeyBinding> all;
  for (const DeclaredAction& action : declared_actions())
    for (const Key& key : action.keys)
      all.push_back({key.key, key.held == Held::shift || key.held == Held::shift_ctrl,
                     key.held == Held::ctrl || key.held == Held::shift_ctrl, action.name,
                     key.number, key.text});
  return all;
}

std::vector<HelpLine> lines_of_help() {
  std::vector<HelpLine> all;
  for (const Line& line : lines)
    all.push_back(
        {line.keys.empty() ? keys_on(line.text) : std::string(line.keys), line.text, line.group});
  return all;
}

/// Keys that are reached with Shift on one keyboard and without on another.
bool shift_counts(std::string_view key) {
  return key.size() > 1 || (key[0] >= 'a' && key[0] <= 'z');
}

} // namespace

std::span<const KeyBinding> key_bindings() {
  static const std::vector<KeyBinding> all = bindings_of_actions();
  return all;
}

std::span<const HelpLine> help_lines() {
  static const std::vector<HelpLine> all = lines_of_help();
  return all;
}

std::optional<Action> action_of(std::string_view key, bool with_shift, bool with_ctrl) {
  if (key.empty()) return std::nullopt;
  const auto found = std::ranges::find_if(key_bindings(), [&](const KeyBinding& each) {
    return each.key == key && each.ctrl == with_ctrl &&
           (each.shift == with_shift || !shift_counts(key));
  });
  if (found == key_bindings().end()) return std::nullopt;
  return Action{std::string(found->action), found->number, std::string(found->text)};
}

} // namespace copyscope::gui
