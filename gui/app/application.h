// What the window shows, as the main loop sees it: a picture for a size, and what asks it to
// change.
#pragma once

#include "figure/kit/picture.h"
#include "figure/kit/theme.h"
#include "gui/session/copied.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace copyscope::gui {

class Application {
public:
  virtual ~Application() = default;

  /// In logical units; `hovered`: what a click would do, or nullptr.
  virtual figure::Picture lay_out(figure::Box surface, const figure::Action* hovered) = 0;

  virtual void perform(const figure::Action& action) = 0;
  /// A key by its name (gui/control/keys.h).
  virtual void key(std::string_view key, bool shift, bool ctrl) = 0;

  /// So many seconds have passed. True where that has changed the picture.
  virtual bool tick(double seconds) = 0;
  /// Whether something moves, or is worked on: then ticks come as fast as frames.
  virtual bool is_busy() const = 0;

  /// What is wrong with what was typed into a field, in a sentence; empty: nothing is.
  virtual std::string problem_with(const figure::Action&) const { return {}; }
  /// A path that was typed into the field of that key, as far as it can be told.
  virtual std::string completed(const std::string&, const std::string& path) const { return path; }

  /// What is for the clipboard, once.
  virtual std::optional<Copied> take_copied() { return std::nullopt; }

  virtual const figure::Theme& theme() const = 0;
  virtual float type_size() const = 0; ///< 1 is normal
  virtual std::string title() const = 0;
  virtual bool fills_screen() const = 0;
  virtual bool wants_to_quit() const = 0;

  /// What --state tells, without frame_ms.
  virtual nlohmann::ordered_json state() const = 0;
};

} // namespace copyscope::gui
