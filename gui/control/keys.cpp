#include "gui/control/keys.h"

#include <algorithm>
#include <array>

namespace copyscope::gui {

namespace {

constexpr bool shift = true, ctrl = true, plain = false;

constexpr std::array bindings = {
    KeyBinding{"space", plain, plain, action::play},
    KeyBinding{"right", plain, plain, action::step_on},
    KeyBinding{"left", plain, plain, action::step_back},
    KeyBinding{"page_down", plain, plain, action::page_on},
    KeyBinding{"page_up", plain, plain, action::page_back},
    KeyBinding{"right", shift, plain, action::call_on},
    KeyBinding{"left", shift, plain, action::call_back},
    KeyBinding{"right", plain, ctrl, action::effect},
    KeyBinding{"left", plain, ctrl, action::cause},
    KeyBinding{"g", plain, plain, action::menu, 0, "until"},
    KeyBinding{"f", plain, ctrl, action::find},
    KeyBinding{"f3", plain, plain, action::find_on},
    KeyBinding{"f3", shift, plain, action::find_back},
    KeyBinding{"d", plain, plain, action::view, 0, "rows"},
    KeyBinding{"x", plain, plain, action::explain},
    KeyBinding{"down", plain, plain, action::row_on},
    KeyBinding{"up", plain, plain, action::row_back},
    KeyBinding{"home", plain, plain, action::home},
    KeyBinding{"end", plain, plain, action::end},
    KeyBinding{"backspace", plain, plain, action::recall},
    KeyBinding{"1", plain, plain, action::show_case, 0},
    KeyBinding{"2", plain, plain, action::show_case, 1},
    KeyBinding{"3", plain, plain, action::show_case, 2},
    KeyBinding{"4", plain, plain, action::show_case, 3},
    KeyBinding{"5", plain, plain, action::show_case, 4},
    KeyBinding{"6", plain, plain, action::show_case, 5},
    KeyBinding{"7", plain, plain, action::show_case, 6},
    KeyBinding{"8", plain, plain, action::show_case, 7},
    KeyBinding{"9", plain, plain, action::show_case, 8},
    KeyBinding{"[", plain, plain, action::case_back},
    KeyBinding{"]", plain, plain, action::case_on},
    KeyBinding{"c", plain, plain, action::view, 0, "compare"},
    KeyBinding{"f", plain, plain, action::view, 0, "follow"},
    KeyBinding{"w", plain, plain, action::view, 0, "whatif"},
    KeyBinding{"r", plain, plain, action::view, 0, "real"},
    KeyBinding{"p", plain, plain, action::present},
    KeyBinding{"f5", plain, plain, action::present},
    KeyBinding{"v", plain, plain, action::vote},
    KeyBinding{"b", plain, plain, action::blank},
    KeyBinding{".", plain, plain, action::blank},
    KeyBinding{"l", plain, plain, action::language},
    KeyBinding{"t", plain, plain, action::theme},
    KeyBinding{"+", plain, plain, action::zoom_in},
    KeyBinding{"=", plain, plain, action::zoom_in}, // + without Shift on most keyboards
    KeyBinding{"-", plain, plain, action::zoom_out},
    KeyBinding{"0", plain, plain, action::zoom_fit},
    KeyBinding{"m", plain, plain, action::measure},
    KeyBinding{"e", plain, plain, action::export_as},
    KeyBinding{"o", plain, ctrl, action::open},
    KeyBinding{"s", plain, ctrl, action::save},
    KeyBinding{"z", plain, ctrl, action::undo},
    KeyBinding{"z", shift, ctrl, action::redo},
    KeyBinding{"y", plain, ctrl, action::redo},
    KeyBinding{"c", plain, ctrl, action::copy},
    KeyBinding{"menu", plain, plain, action::context},
    KeyBinding{"f10", shift, plain, action::context},
    KeyBinding{"q", plain, ctrl, action::quit},
    KeyBinding{"escape", plain, plain, action::back},
    KeyBinding{"+", plain, ctrl, action::type_larger},
    KeyBinding{"=", plain, ctrl, action::type_larger},
    KeyBinding{"-", plain, ctrl, action::type_smaller},
    KeyBinding{"f1", plain, plain, action::help},
    KeyBinding{"?", plain, plain, action::help},
};

constexpr std::array lines = {
    HelpLine{"space", "play", "moving"},
    HelpLine{"right left", "step", "moving"},
    HelpLine{"page_down page_up", "page", "moving"},
    HelpLine{"shift+right shift+left", "call", "moving"},
    HelpLine{"ctrl+right ctrl+left", "cause", "moving"},
    HelpLine{"home end", "ends", "moving"},
    HelpLine{"g", "until", "moving"},
    HelpLine{"ctrl+f f3 shift+f3", "find", "moving"},
    HelpLine{"backspace", "recall", "moving"},
    HelpLine{"1…9", "number", "looking"},
    HelpLine{"[ ]", "case", "looking"},
    HelpLine{"c", "compare", "looking"},
    HelpLine{"f", "follow", "looking"},
    HelpLine{"w", "whatif", "looking"},
    HelpLine{"r", "real", "looking"},
    HelpLine{"d up down", "rows", "looking"},
    HelpLine{"x", "explain", "looking"},
    HelpLine{"l", "language", "looking"},
    HelpLine{"t", "theme", "looking"},
    HelpLine{"ctrl++ ctrl+-", "type_size", "looking"},
    HelpLine{"p f5", "present", "lesson"},
    HelpLine{"v", "vote", "lesson"},
    HelpLine{"b .", "blank", "lesson"},
    HelpLine{"+ - 0", "zoom", "timeline"},
    HelpLine{"m", "measure", "timeline"},
    HelpLine{"mouse", "scrub", "timeline"},
    HelpLine{"mouse", "drag", "timeline"},
    HelpLine{"shift+mouse", "range", "timeline"},
    HelpLine{"tab shift+tab", "focus", "controls"},
    HelpLine{"enter space", "press", "controls"},
    HelpLine{"arrows", "arrows", "controls"},
    HelpLine{"menu shift+f10", "context", "controls"},
    HelpLine{"ctrl+c", "copy", "controls"},
    HelpLine{"ctrl+o", "open", "files"},
    HelpLine{"ctrl+s", "save", "files"},
    HelpLine{"e", "export", "files"},
    HelpLine{"ctrl+z ctrl+y", "undo", "files"},
    HelpLine{"f1 ?", "help", "files"},
    HelpLine{"escape", "back", "files"},
    HelpLine{"ctrl+q", "quit", "files"},
};

/// Keys that are reached with Shift on one keyboard and without on another.
bool shift_counts(std::string_view key) {
  return key.size() > 1 || (key[0] >= 'a' && key[0] <= 'z');
}

} // namespace

std::span<const KeyBinding> key_bindings() {
  return bindings;
}

std::span<const HelpLine> help_lines() {
  return lines;
}

std::optional<Action> action_of(std::string_view key, bool with_shift, bool with_ctrl) {
  if (key.empty()) return std::nullopt;
  const auto found = std::ranges::find_if(bindings, [&](const KeyBinding& each) {
    return each.key == key && each.ctrl == with_ctrl &&
           (each.shift == with_shift || !shift_counts(key));
  });
  if (found == bindings.end()) return std::nullopt;
  return Action{std::string(found->action), found->number, std::string(found->text)};
}

} // namespace copyscope::gui
