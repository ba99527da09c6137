// Every action of the window, declared once: what it takes, what asks for it, and the keys that do,
// with the line of the help that tells them. The controller's subjects perform all of them and no
// others; the keys (keys.h) and the help are read from here.
#pragma once

#include "gui/session/actions.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace copyscope::gui {

/// What an action is asked with; its meaning stands beside its name (actions.h, gestures.h).
enum class Takes : unsigned char { nothing, number, text, both };

/// What asks for it, beside keys.
enum class AskedBy : unsigned char {
  keys,    ///< nothing else
  control, ///< something that is seen: a button, a line of a list, a place of a picture
  gesture, ///< what the pointer does, or what has the keyboard's attention
};

/// Keys that are held down with another one.
enum class Held : unsigned char { none, shift, ctrl, shift_ctrl };

struct Key {
  std::string_view key; ///< as KeyBinding has it (keys.h)
  Held held = Held::none;
  std::string_view line = {}; ///< of the help; empty: another key for the same stands there
  std::int64_t number = 0;    ///< of the action
  std::string_view text = {};
};

struct DeclaredAction {
  std::string_view name;
  Takes takes = Takes::nothing;
  AskedBy asked_by = AskedBy::control;
  std::vector<Key> keys = {};
  std::vector<std::string_view> texts = {}; ///< all that it can be asked with, where they are few
};

/// In the order in which the help tells their keys.
const std::vector<DeclaredAction>& declared_actions();

} // namespace copyscope::gui
