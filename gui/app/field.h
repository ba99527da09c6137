// A text that is typed: Dear ImGui's input line over a region of the picture.
#pragma once

#include "figure/theme.h"
#include "gui/app/fonts.h"

#include <imgui.h>
#include <optional>
#include <string>

namespace copyscope::gui {

class Field {
public:
  explicit Field(const FontFaces& fonts) : fonts_(&fonts) {}

  /// The region's text is "KEY=VALUE" (gui/session/gestures.h).
  void open(const figure::Region& region);
  void close() { key_.clear(); }
  bool is_open() const { return !key_.empty(); }
  bool is_open_at(const figure::Region& region) const;
  /// Its text is told as it is typed, and keys that mean nothing to it are not its own.
  bool is_live() const { return is_open() && is_live_; }
  /// What it holds, as it is told.
  figure::Action told() const;
  /// Dear ImGui takes a few frames until it listens to what is typed.
  bool is_beginning() const { return is_open() && frames_ < frames_to_begin; }
  static constexpr int frames_to_begin = 4;

  /// The picture has changed: follows its region, closes where there is none any more, and opens
  /// at one that wants to be typed into.
  void settle(const figure::Picture& picture);

  /// Characters of that size from now on. True where the font's texture is another one.
  bool prepare(float pixels);

  /// Between ImGui::NewFrame() and Render(). `scale`: of the picture, in ImGui's units. The action
  /// that comes of what was typed, once Enter is pressed; in a live field, with each change.
  std::optional<figure::Action> show(float scale, const figure::Theme& theme);

  /// Enter was pressed. Dear ImGui 1.86 looks at keys once a frame and misses one that has gone up
  /// again by then.
  void confirm() { is_confirmed_ = true; }

  static constexpr float type_size = 15; ///< logical units

private:
  const FontFaces* fonts_;
  std::string key_, text_;
  std::string dismissed_; ///< the key of one that was closed though its region is still there
  figure::Box box_;
  /// Of the text under way: Dear ImGui would go on with the one before.
  int serial_ = 0;
  bool is_confirmed_ = false;
  bool is_live_ = false;
  int frames_ = 0; ///< since it was opened
  float pixels_ = 0;
};

} // namespace copyscope::gui
