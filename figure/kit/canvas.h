// What a picture is painted on. One for each medium: Dear ImGui's draw list (gui/app), cairo and
// SVG (export).
#pragma once

#include "figure/kit/picture.h"

namespace copyscope::figure {

class Canvas {
public:
  virtual ~Canvas() = default;

  virtual void fill(const Fill& fill) = 0;
  virtual void outline(const Outline& outline) = 0;
  virtual void line(const Line& line) = 0;
  virtual void bend(const Bend& bend) = 0;
  virtual void polygon(const Polygon& polygon) = 0;
  virtual void disc(const Disc& disc) = 0;
  virtual void label(const Label& label) = 0;
  virtual void push_clip(Box box) = 0;
  virtual void pop_clip() = 0;
  virtual void begin_group(const Group&) {} ///< of use to canvases that keep what they are told
  virtual void end_group() {}
};

void paint(const Shape& shape, Canvas& canvas);
/// Paints the shapes in their order.
void paint(const Picture& picture, Canvas& canvas);

} // namespace copyscope::figure
