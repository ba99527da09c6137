// A canvas over cairo: PDF and pixels. Text is set by pango, so that a PDF holds it as text, with
// its fonts.
#pragma once

#include "export/paper/canvas/pango_measure.h"
#include "figure/kit/canvas.h"

#include <cairo.h>

namespace copyscope::exports {

class CairoCanvas : public figure::Canvas {
public:
  /// Draws with the context's transformation of now: units of the picture are the user's. The
  /// context has to outlive the canvas.
  explicit CairoCanvas(cairo_t* cairo);

  void fill(const figure::Fill& fill) override;
  void outline(const figure::Outline& outline) override;
  void line(const figure::Line& line) override;
  void bend(const figure::Bend& bend) override;
  void polygon(const figure::Polygon& polygon) override;
  void disc(const figure::Disc& disc) override;
  void label(const figure::Label& label) override;
  void push_clip(figure::Box box) override;
  void pop_clip() override;

private:
  void set_color(figure::Color color);
  void stroke(const figure::Stroke& stroke);
  void box_path(figure::Box box, float radius);
  void draw_pattern(const figure::Fill& fill);

  cairo_t* cairo_;
  PangoContextHandle context_;
};

} // namespace copyscope::exports
