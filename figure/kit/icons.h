// Small line drawings of the machine's parts and of the window's buttons, in a square box.
#pragma once

#include "figure/kit/picture.h"

namespace copyscope::figure {

enum class Icon : unsigned char {
  disk,
  engine,
  chip,
  card,
  process, // parts
  first,
  back,
  pause,
  play,
  on,
  last, // transport
  down,
  left,
  right,
  check,
  cross,
  bolt,
  moon,
  sun,
  plus,
  minus,
  undo,
  redo,
  search,
  table
};

/// Lines of `color`, about a twelfth of the box wide.
void draw_icon(Picture& picture, Icon icon, Box box, Color color);

/// A filled arrow tip at `tip`, pointing along `heading` (not normalised), `size` long.
void arrow_tip(Picture& picture, Point tip, Point heading, float size, Color color);

/// A number in a ring, as textbooks number copies.
void numbered_disc(Picture& picture, Point center, float radius, int number, Color ring,
                   Color ground, Color text);

} // namespace copyscope::figure
