#include "gui/platform/keyboard.h"

#include <array>
#include <cctype>
#include <GLFW/glfw3.h>

namespace copyscope::gui {

namespace {

struct NamedKey {
  int key;
  const char* name;
};

constexpr std::array named_keys{
    NamedKey{GLFW_KEY_SPACE, "space"},
    NamedKey{GLFW_KEY_LEFT, "left"},
    NamedKey{GLFW_KEY_RIGHT, "right"},
    NamedKey{GLFW_KEY_UP, "up"},
    NamedKey{GLFW_KEY_DOWN, "down"},
    NamedKey{GLFW_KEY_PAGE_UP, "page_up"},
    NamedKey{GLFW_KEY_PAGE_DOWN, "page_down"},
    NamedKey{GLFW_KEY_HOME, "home"},
    NamedKey{GLFW_KEY_END, "end"},
    NamedKey{GLFW_KEY_ESCAPE, "escape"},
    NamedKey{GLFW_KEY_ENTER, "enter"},
    NamedKey{GLFW_KEY_KP_ENTER, "enter"},
    NamedKey{GLFW_KEY_TAB, "tab"},
    NamedKey{GLFW_KEY_DELETE, "delete"},
    NamedKey{GLFW_KEY_BACKSPACE, "backspace"},
    NamedKey{GLFW_KEY_MENU, "menu"},
    NamedKey{GLFW_KEY_F1, "f1"},
    NamedKey{GLFW_KEY_F2, "f2"},
    NamedKey{GLFW_KEY_F3, "f3"},
    NamedKey{GLFW_KEY_F4, "f4"},
    NamedKey{GLFW_KEY_F5, "f5"},
    NamedKey{GLFW_KEY_F6, "f6"},
    NamedKey{GLFW_KEY_F7, "f7"},
    NamedKey{GLFW_KEY_F8, "f8"},
    NamedKey{GLFW_KEY_F9, "f9"},
    NamedKey{GLFW_KEY_F10, "f10"},
    NamedKey{GLFW_KEY_F11, "f11"},
    NamedKey{GLFW_KEY_F12, "f12"},
};

/// The character on the key, as this keyboard is labelled.
std::string label_of(int key, int scancode, bool shift) {
  if (key == GLFW_KEY_KP_ADD) return "+";
  if (key == GLFW_KEY_KP_SUBTRACT) return "-";
  const char* const name = glfwGetKeyName(key, scancode);
  std::string label = name ? name : "";
  if (label.empty() && key >= GLFW_KEY_A && key <= GLFW_KEY_Z)
    label.assign(1, static_cast<char>('a' + key - GLFW_KEY_A));
  // Ctrl and "+" is Ctrl, Shift and "=" on most keyboards; both are taken for it.
  if (label == "=" || (shift && key == GLFW_KEY_EQUAL)) return "+";
  if (label.size() == 1)
    label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
  return label;
}

} // namespace

KeyStroke key_pressed(int key, int scancode, int modifiers) {
  const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
  const bool ctrl = (modifiers & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER)) != 0;
  if ((modifiers & GLFW_MOD_ALT) != 0) return {};
  for (const NamedKey& each : named_keys)
    if (each.key == key) return {each.name, shift, ctrl};
  if (!ctrl) return {};
  return {label_of(key, scancode, shift), shift, true};
}

KeyStroke character_typed(unsigned code) {
  if (code <= ' ' || code >= 127) return {};
  return {std::string(1, static_cast<char>(std::tolower(static_cast<int>(code)))), false, false};
}

} // namespace copyscope::gui
