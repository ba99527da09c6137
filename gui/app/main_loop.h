// The main loop: events to the application, its picture to the screen. It sleeps while nothing
// moves and draws only what has changed.
#pragma once

#include "gui/app/application.h"
#include "gui/app/state_file.h"
#include "gui/control/attention.h"
#include "gui/control/input.h"
#include "gui/platform/screen.h"
#include "gui/platform/window.h"

#include <chrono>
#include <optional>

namespace copyscope::gui {

class MainLoop {
public:
  MainLoop(Application& application, const FontFaces& fonts, const Geometry& geometry,
           const std::string& state_path);

  void run(); ///< until the content wants to quit
  Geometry geometry() const { return window_->geometry(); }

private:
  using Clock = std::chrono::steady_clock;

  double seconds_to_wait() const;
  void handle(const Event& event);
  void handle_key(const KeyStroke& stroke);
  void handle_text(char32_t character);
  void move(figure::Point at);
  void press(const event::Press& press);
  void perform(const Input::Actions& actions);
  void pass_time();
  void lay_out();
  const figure::Action* hovered() const;
  struct Hinted {
    std::string text;
    figure::Point at;
    Clock::time_point since;
  };
  std::optional<Hinted> hinted() const;
  void watch_hint();
  void draw();
  void lay_over();
  void tell_state();
  FieldHelp field_help();
  void open_window(const Geometry& geometry);

  Application& application_;
  const FontFaces& fonts_;
  WindowSystem system_;
  std::optional<Window> window_;
  std::optional<Screen> screen_;
  StateFile state_file_;
  Attention attention_;
  Input input_;
  figure::Picture picture_;
  figure::Picture over_; ///< the ring, the field that is typed into
  std::optional<figure::Picture> hint_;
  Surface surface_;
  figure::Point pointer_;    ///< in pixels
  bool is_second_ = false;   ///< laid out for the second time in a row
  bool is_stale_ = true;     ///< the picture may have changed
  bool is_damaged_ = true;   ///< the screen does not show the picture
  Clock::time_point ticked_; ///< when the content's time was moved last
  Clock::time_point rested_; ///< since when the pointer is where it is
  Clock::time_point keyed_;  ///< when a key was pressed last
  double frame_ms_ = 0;
};

} // namespace copyscope::gui
