// Colours by role, after Okabe and Ito: one dark theme, one light with a white ground for
// projectors, one for print. A role's colour is used for nothing else, and each has a pattern too.
#pragma once

#include "assets/assets.h"
#include "figure/kit/color.h"
#include "figure/kit/picture.h"
#include "sim/trace/span.h"

#include <string_view>

namespace copyscope::figure {

struct Theme {
  std::string_view id; ///< "dark", "light", "print"
  bool is_dark = true;

  Color ground;    ///< behind everything
  Color panel;     ///< of panes
  Color raised;    ///< of boxes and buttons on panes
  Color edge;      ///< of panes and boxes
  Color line;      ///< of routes and axes that are not in use
  Color well;      ///< an empty strip, an unused lane
  Color selected;  ///< ground of a lit line, a hovered button
  Color text;      ///< 7 : 1 on ground, panel and raised
  Color second;    ///< 4.5 : 1 there
  Color accent;    ///< selection, cursor
  Color on_accent; ///< text on the accent
  Color error;     ///< ground of the errors bar; text on it is `text`

  Color cpu, dma, pio, descriptor, descriptor_edge, user, kernel, waiting; ///< the roles
  Color on_role; ///< text on a role's plain colour
  Color user_band, kernel_band, hardware_band;
};

const Theme& dark_theme();
const Theme& light_theme();
const Theme& print_theme();
const Theme* find_theme(std::string_view id); ///< or nullptr

/// How a kind of row looks: its colour and pattern.
struct Ink {
  Color color;
  Pattern pattern = Pattern::solid;
  Dash dash = Dash::none; ///< of its route
};
Ink ink_of(trace::Kind kind, const Theme& theme);
/// For lines in the role's colour: the same, but where that would not be seen on a white ground.
Color edge_of(const Ink& ink, const Theme& theme);

/// What every layout needs beside its subject.
struct Style {
  const Theme& theme;
  const Measure& measure;
  assets::Language language = assets::Language::en;
};

/// The role's fill: its colour, and its pattern in a darker or lighter shade of the same.
void fill_with(Picture& picture, Box box, const Ink& ink, const Theme& theme, float radius = 0);

} // namespace copyscope::figure
