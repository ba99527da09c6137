// From the pointer to actions: what lies under it, clicks, drags and the wheel. Plain state, no
// window; positions are in the picture's units.
#pragma once

#include "figure/kit/picture.h"
#include "gui/session/gestures.h"

#include <optional>
#include <vector>

namespace copyscope::gui {

class Input {
public:
  using Actions = std::vector<figure::Action>;

  Actions move(figure::Point at, const figure::Picture& picture);
  Actions press(figure::Point at, Button button, const figure::Picture& picture,
                bool shift = false);
  Actions release(figure::Point at, Button button, const figure::Picture& picture);
  /// `right` and `down`: notches of the wheel.
  Actions wheel(figure::Point at, float right, float down, const figure::Picture& picture);
  void leave();

  /// The picture has changed under a pointer that rests.
  void settle(const figure::Picture& picture);

  /// What the pointer is on; nothing while something is dragged.
  const std::optional<figure::Region>& hovered() const { return hovered_; }
  const std::optional<figure::Region>& pressed() const { return pressed_; }
  bool is_dragging() const { return is_dragging_; }
  figure::Point at() const { return at_; }

private:
  Actions drag(figure::Point from, figure::Point to, bool begins) const;
  Actions click(figure::Point at) const;
  static Actions ask(figure::Point at, const figure::Picture& picture);

  figure::Point at_{-1, -1}, pressed_at_;
  bool is_inside_ = false, is_dragging_ = false;
  Button button_ = Button::left;
  std::optional<figure::Region> hovered_;
  std::optional<figure::Region> pressed_; ///< the topmost
  std::optional<figure::Region> dragged_; ///< what a drag moves, perhaps beneath it
  float grip_ = 0;                        ///< from the middle of the playhead to where it was taken
  bool is_range_ = false;                 ///< a drag selects a range
};

/// The topmost region there of one of those names, or nullptr.
const figure::Region* region_named(const figure::Picture& picture, figure::Point at,
                                   std::initializer_list<std::string_view> names);

/// Where in the region's width, in millionths: 0 to whole_width.
std::int64_t share_of(const figure::Box& box, float x);

} // namespace copyscope::gui
