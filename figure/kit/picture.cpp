#include "figure/kit/picture.h"

#include "figure/kit/canvas.h"
#include "figure/kit/shapes.h"

#include <iterator>

namespace copyscope::figure {

Point Curve::at(float share) const {
  const float rest = 1 - share;
  return from * (rest * rest * rest) + leave * (3 * rest * rest * share) +
         arrive * (3 * rest * share * share) + to * (share * share * share);
}

Point Curve::heading(float share) const {
  const float rest = 1 - share;
  return (leave - from) * (rest * rest) + (arrive - leave) * (2 * rest * share) +
         (to - arrive) * (share * share);
}

// De Casteljau's construction, once from the front and once from the back.
Curve Curve::part(float begin, float end) const {
  const auto first = [](const Curve& c, float share) {
    const Point a = between(c.from, c.leave, share), b = between(c.leave, c.arrive, share),
                d = between(c.arrive, c.to, share);
    const Point ab = between(a, b, share), bd = between(b, d, share);
    return Curve{c.from, a, ab, between(ab, bd, share)};
  };
  const auto reversed = [](const Curve& c) { return Curve{c.to, c.arrive, c.leave, c.from}; };
  const Curve front = first(*this, end);
  const float keep = end > 0 ? 1 - begin / end : 0;
  return reversed(first(reversed(front), keep));
}

void Picture::fill(Box box, Color color, float radius) {
  shapes_.emplace_back(Fill{box, color, radius, Pattern::solid, {}});
}

void Picture::fill(Box box, Color color, float radius, Pattern pattern, Color ink) {
  shapes_.emplace_back(Fill{box, color, radius, pattern, ink});
}

void Picture::outline(Box box, Stroke stroke, float radius) {
  shapes_.emplace_back(Outline{box, stroke, radius});
}

void Picture::line(Point from, Point to, Stroke stroke) {
  shapes_.emplace_back(Line{{from, to}, stroke});
}

void Picture::line(std::vector<Point> points, Stroke stroke) {
  shapes_.emplace_back(Line{std::move(points), stroke});
}

void Picture::curve(const Curve& curve, Stroke stroke) {
  shapes_.emplace_back(Bend{curve, stroke});
}

void Picture::polygon(std::vector<Point> points, Color color) {
  shapes_.emplace_back(Polygon{std::move(points), color});
}

void Picture::disc(Point center, float radius, Color color, Stroke edge) {
  shapes_.emplace_back(Disc{center, radius, color, edge});
}

float Picture::text(Point baseline, std::string_view text, Font font, Color color, Align align) {
  const float width = measure_->width(text, font);
  if (text.empty()) return 0;
  if (align == Align::center) baseline.x -= width / 2;
  if (align == Align::right) baseline.x -= width;
  const Box everywhere{-1e6F, -1e6F, 2e6F, 2e6F};
  shapes_.emplace_back(Label{std::string(text), font, color, baseline, width,
                             rooms_.empty() ? everywhere : rooms_.back()});
  return width;
}

float Picture::text_in(Box box, std::string_view text, Font font, Color color, Align align) {
  // Capital letters are 0.73 em high: they are what the eye centres.
  const float x = align == Align::left    ? box.x
                  : align == Align::right ? box.right()
                                          : box.center().x;
  return this->text({x, box.center().y + font.size * 0.365F}, text, font, color, align);
}

float Picture::paragraph(Box box, std::string_view text, Font font, Color color) {
  float baseline = box.y + font.ascent();
  const std::vector<std::string> lines = wrap(text, font, box.w, *measure_);
  for (const std::string& line : lines) {
    this->text({box.x, baseline}, line, font, color);
    baseline += font.line();
  }
  return static_cast<float>(lines.size()) * font.line();
}

void Picture::add(Picture other) {
  shapes_.insert(shapes_.end(), std::make_move_iterator(other.shapes_.begin()),
                 std::make_move_iterator(other.shapes_.end()));
  regions_.insert(regions_.end(), std::make_move_iterator(other.regions_.begin()),
                  std::make_move_iterator(other.regions_.end()));
}

namespace {

struct Scaler {
  float factor;
  Point offset;

  Point operator()(Point p) const { return p * factor + offset; }
  Box operator()(Box b) const {
    return {b.x * factor + offset.x, b.y * factor + offset.y, b.w * factor, b.h * factor};
  }
  std::vector<Point> operator()(std::vector<Point> points) const {
    for (Point& p : points)
      p = (*this)(p);
    return points;
  }
  Stroke operator()(Stroke s) const { return {s.color, s.width * factor, s.dash}; }
  Curve operator()(Curve c) const {
    return {(*this)(c.from), (*this)(c.leave), (*this)(c.arrive), (*this)(c.to)};
  }

  Shape operator()(const Fill& s) const {
    return Fill{(*this)(s.box), s.color, s.radius * factor, s.pattern, s.ink};
  }
  Shape operator()(const Outline& s) const {
    return Outline{(*this)(s.box), (*this)(s.stroke), s.radius * factor};
  }
  Shape operator()(const Line& s) const { return Line{(*this)(s.points), (*this)(s.stroke)}; }
  Shape operator()(const Bend& s) const { return Bend{(*this)(s.curve), (*this)(s.stroke)}; }
  Shape operator()(const Polygon& s) const { return Polygon{(*this)(s.points), s.color}; }
  Shape operator()(const Disc& s) const {
    return Disc{(*this)(s.center), s.radius * factor, s.color, (*this)(s.edge)};
  }
  Shape operator()(const Label& s) const {
    return Label{s.text,           {s.font.face, s.font.size * factor},
                 s.color,          (*this)(s.baseline),
                 s.width * factor, (*this)(s.room)};
  }
  Shape operator()(const Clip& s) const { return Clip{(*this)(s.box)}; }
  Shape operator()(const Unclip& s) const { return s; }
  Shape operator()(const Group& s) const { return s; }
  Shape operator()(const Ungroup& s) const { return s; }
};

/// The least box around points, and `reach` more on all sides.
Box around(const std::vector<Point>& points, float reach) {
  if (points.empty()) return {};
  Point least = points.front(), most = least;
  for (const Point p : points) {
    least = {std::min(least.x, p.x), std::min(least.y, p.y)};
    most = {std::max(most.x, p.x), std::max(most.y, p.y)};
  }
  return {least.x - reach, least.y - reach, most.x - least.x + 2 * reach,
          most.y - least.y + 2 * reach};
}

struct Bounds {
  Box operator()(const Fill& s) const { return s.box; }
  Box operator()(const Outline& s) const { return s.box; }
  Box operator()(const Line& s) const { return around(s.points, s.stroke.width); }
  Box operator()(const Bend& s) const {
    return around({s.curve.from, s.curve.leave, s.curve.arrive, s.curve.to}, s.stroke.width);
  }
  Box operator()(const Polygon& s) const { return around(s.points, 0); }
  Box operator()(const Disc& s) const { return around({s.center}, s.radius); }
  Box operator()(const Label& s) const { return s.box(); }
  Box operator()(const Clip& s) const { return s.box; }
  Box operator()(const Unclip&) const { return {}; }
  Box operator()(const Group&) const { return {}; }
  Box operator()(const Ungroup&) const { return {}; }
};

} // namespace

int nesting(const Shape& shape) {
  if (std::holds_alternative<Clip>(shape) || std::holds_alternative<Group>(shape)) return 1;
  if (std::holds_alternative<Unclip>(shape) || std::holds_alternative<Ungroup>(shape)) return -1;
  return 0;
}

Box bounds_of(const Shape& shape) {
  return std::visit(Bounds{}, shape);
}

Shape moved(const Shape& shape, Point by) {
  return std::visit(Scaler{1, by}, shape);
}

Picture Picture::scaled(float factor, Point offset) const {
  const Scaler scaler{factor, offset};
  Picture result(*measure_);
  for (const Shape& shape : shapes_)
    result.shapes_.push_back(std::visit(scaler, shape));
  for (const Region& region : regions_)
    result.regions_.push_back({scaler(region.box), region.action, region.hint});
  return result;
}

const Region* Picture::region_at(Point p) const {
  for (auto region = regions_.rbegin(); region != regions_.rend(); ++region)
    if (region->box.contains(p)) return &*region;
  return nullptr;
}

const Region* Picture::find(const Action& action) const {
  for (const Region& region : regions_)
    if (region.action == action) return &region;
  return nullptr;
}

namespace {

struct Painter {
  Canvas& canvas;

  void operator()(const Fill& shape) const { canvas.fill(shape); }
  void operator()(const Outline& shape) const { canvas.outline(shape); }
  void operator()(const Line& shape) const { canvas.line(shape); }
  void operator()(const Bend& shape) const { canvas.bend(shape); }
  void operator()(const Polygon& shape) const { canvas.polygon(shape); }
  void operator()(const Disc& shape) const { canvas.disc(shape); }
  void operator()(const Label& shape) const { canvas.label(shape); }
  void operator()(const Clip& shape) const { canvas.push_clip(shape.box); }
  void operator()(const Unclip&) const { canvas.pop_clip(); }
  void operator()(const Group& shape) const { canvas.begin_group(shape); }
  void operator()(const Ungroup&) const { canvas.end_group(); }
};

} // namespace

void paint(const Shape& shape, Canvas& canvas) {
  std::visit(Painter{canvas}, shape);
}

void paint(const Picture& picture, Canvas& canvas) {
  for (const Shape& shape : picture.shapes())
    paint(shape, canvas);
}

} // namespace copyscope::figure
