// The window of the operating system, by GLFW, with its OpenGL context: what the user did to it
// comes as a list of events.
#pragma once

#include "figure/kit/geometry.h"
#include "gui/platform/display_error.h"
#include "gui/platform/keyboard.h"
#include "gui/platform/picture_clipboard.h"
#include "gui/session/choices.h"
#include "gui/session/gestures.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace copyscope::gui {

namespace event {

/// Positions are pixels of the frame buffer.
struct Move {
  figure::Point at;
};
struct Press {
  Button button;
  bool shift = false; ///< is held
};
struct Release {
  Button button;
};
struct Wheel {
  float right, down;
};
struct Leave {};
struct Key {
  KeyStroke stroke;
};
/// A character, by whatever keys or input method it took; code point.
struct Text {
  char32_t code;
};
struct Drop {
  std::string path;
};
/// The surface has another size, or has to be drawn again.
struct Refresh {};
struct Close {};

} // namespace event

using Event = std::variant<event::Move, event::Press, event::Release, event::Wheel, event::Leave,
                           event::Key, event::Text, event::Drop, event::Refresh, event::Close>;

/// GLFW itself: one at a time, and it outlives its windows.
class WindowSystem {
public:
  WindowSystem(); ///< throws DisplayError
  ~WindowSystem();
  WindowSystem(const WindowSystem&) = delete;
  WindowSystem& operator=(const WindowSystem&) = delete;
};

class Window {
public:
  enum class Kind : unsigned char { shown, hidden };

  Window(const Geometry& geometry, const std::string& title, Kind kind); ///< throws DisplayError
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Waits for something to happen, at most so long; 0 does not wait.
  std::vector<Event> events(double most_seconds);

  void show_frame(); ///< swaps the buffers; waits for the screen
  void set_title(const std::string& title);
  void fill_screen(bool fills);

  std::string clipboard() const; ///< its text; empty where there is none
  void set_clipboard(const std::string& text);
  void set_clipboard_picture(const Copied& picture);

  /// Pixels of the frame buffer; 0 × 0 while it is minimised.
  int pixels_wide() const { return pixels_wide_; }
  int pixels_high() const { return pixels_high_; }
  bool is_minimized() const;
  float content_scale() const; ///< pixels for a unit of the desktop's type size
  Geometry geometry() const;   ///< as it is when it does not fill the screen

  GLFWwindow* handle() const { return window_.get(); }

private:
  struct Destroy {
    void operator()(GLFWwindow* window) const;
  };

  void listen();
  void draw_icon();
  void fit_screen();
  void read_size();

  std::unique_ptr<GLFWwindow, Destroy> window_;
  std::vector<Event> events_;
  int pixels_wide_ = 0, pixels_high_ = 0;
  Geometry before_full_;
  bool fills_ = false;
  std::string title_;
  std::optional<PictureClipboard> pictures_; ///< once one was copied
};

} // namespace copyscope::gui
