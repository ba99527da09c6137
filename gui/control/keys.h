// The keys of the window (INTERFACE.md, "The window"): which key asks for what, as the table of
// actions has it (action_table.h), and the lines of the help view, which tell them.
#pragma once

#include "gui/session/actions.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace copyscope::gui {

/// A key as it is printed on the keyboard, in lower case: "c", "1", "[", "+", "?"; or its name:
/// "space", "left", "right", "up", "down", "page_up", "page_down", "home", "end", "escape",
/// "enter", "tab", "backspace", "menu", "f1", "f5". Shift counts for named keys only: "?" is "?"
/// whatever it takes to type it.
struct KeyBinding {
  std::string_view key;
  bool shift = false, ctrl = false;
  std::string_view action;
  std::int64_t number = 0;
  std::string_view text;
};

std::span<const KeyBinding> key_bindings();

/// What the key asks for. The digits give show_case: the Controller answers an open question with
/// them instead.
std::optional<Action> action_of(std::string_view key, bool shift, bool ctrl);

/// A line of the help view.
struct HelpLine {
  std::string keys; ///< names apart by blanks, "+" where keys go together: "ctrl+right ctrl+left"
  std::string_view text;  ///< window.help.TEXT
  std::string_view group; ///< window.help.group.GROUP; the lines of one stand together
};

std::span<const HelpLine> help_lines();

/// While the menu "until" is open: the keys of its stops.
struct StopKey {
  std::string_view key, what; ///< of action::stop_at
};
inline constexpr std::array stop_keys{StopKey{"1", "copy"}, StopKey{"2", "switch"},
                                      StopKey{"3", "byte"}, StopKey{"4", "return"}};

} // namespace copyscope::gui
