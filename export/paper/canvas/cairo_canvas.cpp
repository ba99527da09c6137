#include "export/paper/canvas/cairo_canvas.h"

#include "figure/kit/patterns.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <pango/pangocairo.h>
#include <vector>

namespace copyscope::exports {

namespace {

using figure::Box;
using figure::PatternSizes;
using figure::Point;

bool is_nothing(const figure::Stroke& stroke) {
  return stroke.color.a == 0 || stroke.width <= 0;
}

/// Paths of all strokes of a hatch that touch the box.
void hatch(cairo_t* cairo, Box box) {
  constexpr float period = PatternSizes::hatch_period;
  const float reach = box.w + box.h + 2 * PatternSizes::hatch_width;
  for (float at = period / 2; at < reach; at += period) {
    cairo_move_to(cairo, box.x + at, box.y);
    cairo_line_to(cairo, box.x + at - box.h, box.bottom());
  }
  cairo_set_line_width(cairo, PatternSizes::hatch_width);
  cairo_stroke(cairo);
}

/// Visits the middle of every period that the box touches.
template <class Visit> void for_each_period(Box box, float period, Visit visit) {
  for (float y = box.y + period / 2; y - period / 2 < box.bottom(); y += period)
    for (float x = box.x + period / 2; x - period / 2 < box.right(); x += period)
      visit(Point{x, y});
}

void dots(cairo_t* cairo, Box box) {
  for_each_period(box, PatternSizes::dot_period, [&](Point p) {
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, p.x, p.y, PatternSizes::dot_radius, 0, 2 * std::numbers::pi);
  });
  cairo_fill(cairo);
}

void crosses(cairo_t* cairo, Box box) {
  constexpr float reach = PatternSizes::cross_reach / std::numbers::sqrt2_v<float>;
  for_each_period(box, PatternSizes::cross_period, [&](Point p) {
    cairo_move_to(cairo, p.x - reach, p.y - reach);
    cairo_line_to(cairo, p.x + reach, p.y + reach);
    cairo_move_to(cairo, p.x - reach, p.y + reach);
    cairo_line_to(cairo, p.x + reach, p.y - reach);
  });
  cairo_set_line_width(cairo, PatternSizes::cross_width);
  cairo_stroke(cairo);
}

} // namespace

CairoCanvas::CairoCanvas(cairo_t* cairo) : cairo_(cairo), context_(new_pango_context()) {}

void CairoCanvas::set_color(figure::Color color) {
  cairo_set_source_rgba(cairo_, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
}

void CairoCanvas::stroke(const figure::Stroke& stroke) {
  set_color(stroke.color);
  cairo_set_line_width(cairo_, stroke.width);
  std::vector<double> lengths;
  bool has_dots = false;
  for (const figure::DashMark mark : figure::marks_of(stroke.dash)) {
    const float unit = figure::dash_unit(stroke.width);
    lengths.insert(lengths.end(), {mark.stroke * unit, mark.space * unit});
    has_dots = has_dots || mark.stroke == 0;
  }
  cairo_set_dash(cairo_, lengths.data(), static_cast<int>(lengths.size()), 0);
  cairo_set_line_cap(cairo_, has_dots ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_stroke(cairo_);
  cairo_set_dash(cairo_, nullptr, 0, 0);
  cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_BUTT);
}

void CairoCanvas::box_path(Box box, float radius) {
  constexpr double quarter = std::numbers::pi / 2;
  radius = std::min({radius, box.w / 2, box.h / 2});
  if (radius <= 0) return cairo_rectangle(cairo_, box.x, box.y, box.w, box.h);
  cairo_new_sub_path(cairo_);
  cairo_arc(cairo_, box.right() - radius, box.y + radius, radius, -quarter, 0);
  cairo_arc(cairo_, box.right() - radius, box.bottom() - radius, radius, 0, quarter);
  cairo_arc(cairo_, box.x + radius, box.bottom() - radius, radius, quarter, 2 * quarter);
  cairo_arc(cairo_, box.x + radius, box.y + radius, radius, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo_);
}

void CairoCanvas::fill(const figure::Fill& fill) {
  if (fill.box.w <= 0 || fill.box.h <= 0) return;
  if (fill.color.a > 0) {
    set_color(fill.color);
    box_path(fill.box, fill.radius);
    cairo_fill(cairo_);
  }
  if (fill.pattern != figure::Pattern::solid && fill.ink.a > 0) draw_pattern(fill);
}

void CairoCanvas::draw_pattern(const figure::Fill& fill) {
  cairo_save(cairo_);
  box_path(fill.box, fill.radius);
  cairo_clip(cairo_);
  set_color(fill.ink);
  switch (fill.pattern) {
  case figure::Pattern::hatch:
    hatch(cairo_, fill.box);
    break;
  case figure::Pattern::dots:
    dots(cairo_, fill.box);
    break;
  case figure::Pattern::crosses:
    crosses(cairo_, fill.box);
    break;
  case figure::Pattern::solid:
    break;
  }
  cairo_restore(cairo_);
}

void CairoCanvas::outline(const figure::Outline& outline) {
  if (is_nothing(outline.stroke)) return;
  const float half = outline.stroke.width / 2;
  box_path(outline.box.inset(half), std::max(0.0F, outline.radius - half));
  stroke(outline.stroke);
}

void CairoCanvas::line(const figure::Line& line) {
  if (is_nothing(line.stroke) || line.points.size() < 2) return;
  cairo_new_path(cairo_);
  for (const Point p : line.points)
    cairo_line_to(cairo_, p.x, p.y);
  stroke(line.stroke);
}

void CairoCanvas::bend(const figure::Bend& bend) {
  if (is_nothing(bend.stroke)) return;
  const figure::Curve& c = bend.curve;
  cairo_move_to(cairo_, c.from.x, c.from.y);
  cairo_curve_to(cairo_, c.leave.x, c.leave.y, c.arrive.x, c.arrive.y, c.to.x, c.to.y);
  stroke(bend.stroke);
}

void CairoCanvas::polygon(const figure::Polygon& polygon) {
  if (polygon.color.a == 0 || polygon.points.size() < 3) return;
  cairo_new_path(cairo_);
  for (const Point p : polygon.points)
    cairo_line_to(cairo_, p.x, p.y);
  cairo_close_path(cairo_);
  set_color(polygon.color);
  cairo_fill(cairo_);
}

void CairoCanvas::disc(const figure::Disc& disc) {
  const auto circle = [&](float radius) {
    cairo_new_sub_path(cairo_);
    cairo_arc(cairo_, disc.center.x, disc.center.y, std::max(0.0F, radius), 0,
              2 * std::numbers::pi);
  };
  if (disc.color.a > 0) {
    circle(disc.radius);
    set_color(disc.color);
    cairo_fill(cairo_);
  }
  if (is_nothing(disc.edge)) return;
  circle(disc.radius - disc.edge.width / 2);
  stroke(disc.edge);
}

void CairoCanvas::label(const figure::Label& label) {
  if (label.color.a == 0) return;
  const PangoLayoutHandle layout = set_line(*context_, label.text, label.font);
  set_color(label.color);
  cairo_move_to(cairo_, label.baseline.x, label.baseline.y);
  pango_cairo_show_layout_line(cairo_, pango_layout_get_line_readonly(layout.get(), 0));
}

void CairoCanvas::push_clip(Box box) {
  cairo_save(cairo_);
  cairo_rectangle(cairo_, box.x, box.y, box.w, box.h);
  cairo_clip(cairo_);
}

void CairoCanvas::pop_clip() {
  cairo_restore(cairo_);
}

} // namespace copyscope::exports
