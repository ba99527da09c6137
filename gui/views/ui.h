// What every pane draws with: the style, what the pointer is on, and the window's own buttons,
// switches and sliders, all as shapes of a picture.
#pragma once

#include "figure/kit/icons.h"
#include "figure/kit/theme.h"
#include "figure/words/wording.h"
#include "gui/session/actions.h"
#include "sim/units/people.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::gui {

using figure::Align;
using figure::Box;
using figure::Face;
using figure::Font;
using figure::Icon;
using figure::Picture;
using figure::Point;

namespace type {

constexpr Font tiny{Face::regular, 12}, small{Face::regular, 13}, body{Face::regular, 15},
    strong{Face::medium, 15}, small_strong{Face::medium, 13}, name{Face::medium, 16},
    heading{Face::bold, 17}, title{Face::bold, 20}, question{Face::bold, 26},
    code{Face::mono, 13.5F};

} // namespace type

class Ui {
public:
  Ui(Picture& picture, const figure::Style& style, const Action* hovered)
      : picture(picture), style(style), theme(style.theme), hovered_(hovered) {}

  Picture& picture;
  const figure::Style& style;
  const figure::Theme& theme;

  /// The text "window.KEY", as it is and as a heading.
  std::string say(std::string_view key, const assets::Values& values = {}) const;
  std::string title(std::string_view key, const assets::Values& values = {}) const;
  float width(std::string_view text, Font font) const { return style.measure.width(text, font); }

  const Action* hovered() const { return hovered_; } ///< or nullptr
  bool is_hovered(const Action& action) const { return hovered_ && *hovered_ == action; }

  /// The number of the hovered action of that name, or `none`.
  template <class Number> Number hovered_number(std::string_view name, Number none) const {
    return hovered_ && hovered_->name == name ? static_cast<Number>(hovered_->number) : none;
  }

  /// A pane's ground; labels set until leave() stay within it. Returns what is inside its margins.
  Box enter_panel(Box box);
  void leave() { picture.leave(); }

  enum class Look : unsigned char { plain, primary, chosen, disabled };
  /// Fits its text with 12 units on each side: button_width() says how wide it is at the least.
  void button(Box box, const std::string& text, const Action& action, Look look = Look::plain,
              std::string_view hint = {});
  float button_width(const std::string& text) const { return width(text, type::strong) + 24; }
  void icon_button(Box box, Icon icon, const Action& action, std::string_view hint = {},
                   Look look = Look::plain);
  /// One of several, side by side; returns its width.
  struct Segment {
    std::string text;
    Action action;
    std::string hint;
  };
  float segments_width(const std::vector<Segment>& segments) const;
  void segments(Box box, const std::vector<Segment>& segments, std::size_t chosen);
  /// A box to tick, with its text; returns its width.
  float check(Point left_middle, const std::string& text, bool on, const Action& action,
              std::string_view hint = {});
  /// `share`: 0 to 1; `mark`: where it stood before, or below 0.
  void slider(Box box, double share, double mark, const std::string& key);
  void chip(Box box, const std::string& text, figure::Color edge, bool filled = false);

private:
  const Action* hovered_;
};

} // namespace copyscope::gui
