// GLFW's keys by the names of gui/control/keys.h.
#pragma once

#include <string>

namespace copyscope::gui {

struct KeyStroke {
  std::string key; ///< "left", "c", "+"; empty: of no meaning here
  bool shift = false, ctrl = false;

  friend bool operator==(const KeyStroke&, const KeyStroke&) = default;
};

/// Of a key that was pressed. What types a character without Ctrl is told by character_typed()
/// instead, so that "?" is found on every keyboard.
KeyStroke key_pressed(int key, int scancode, int modifiers);
KeyStroke character_typed(unsigned code);

} // namespace copyscope::gui
