#include "gui/paint/draw_list_canvas.h"

#include "gui/paint/dashes.h"
#include "gui/paint/pattern_tile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace copyscope::gui {

namespace {

using figure::Color;

constexpr float plain_from = 40'000; ///< pixels; what is smaller is not worth a command of its own

ImU32 packed(Color color) {
  return IM_COL32(color.r, color.g, color.b, color.a);
}

/// Corners of radius r turned by arcs, clockwise from the top left.
std::vector<ImVec2> rounded(ImVec2 min, ImVec2 max, float radius) {
  radius = std::min({radius, (max.x - min.x) / 2, (max.y - min.y) / 2});
  if (radius < 0.5F) return {min, {max.x, min.y}, max, {min.x, max.y}};
  const int steps = std::clamp(static_cast<int>(std::ceil(std::sqrt(radius) * 2)), 3, 24);
  std::vector<ImVec2> points;
  points.reserve(4 * (static_cast<std::size_t>(steps) + 1));
  const ImVec2 centers[] = {{min.x + radius, min.y + radius},
                            {max.x - radius, min.y + radius},
                            {max.x - radius, max.y - radius},
                            {min.x + radius, max.y - radius}};
  for (int corner = 0; corner < 4; ++corner) {
    for (int step = 0; step <= steps; ++step) {
      const float turn =
          static_cast<float>(corner + 2) + static_cast<float>(step) / static_cast<float>(steps);
      const float angle = turn * std::numbers::pi_v<float> / 2;
      points.push_back({centers[corner].x + radius * std::cos(angle),
                        centers[corner].y + radius * std::sin(angle)});
    }
  }
  return points;
}

/// As many straight pieces as the eye takes for a curve.
std::vector<ImVec2> flattened(const figure::Curve& curve, float scale) {
  const float length = figure::length(curve.leave - curve.from) +
                       figure::length(curve.arrive - curve.leave) +
                       figure::length(curve.to - curve.arrive);
  const int pieces = std::clamp(static_cast<int>(length * scale / 5), 4, 200);
  std::vector<ImVec2> points;
  points.reserve(static_cast<std::size_t>(pieces) + 1);
  for (int i = 0; i <= pieces; ++i) {
    const figure::Point p = curve.at(static_cast<float>(i) / static_cast<float>(pieces));
    points.push_back({p.x * scale, p.y * scale});
  }
  return points;
}

int sides_of(float radius) {
  return std::clamp(static_cast<int>(std::ceil(std::sqrt(radius) * 8)), 8, 96);
}

} // namespace

DrawListCanvas::DrawListCanvas(ImDrawList& list, Atlas& atlas, float scale, ImVec2 pixels)
    : list_(list), atlas_(atlas), scale_(scale), clips_{{{0, 0}, pixels}} {}

DrawListCanvas::Rect DrawListCanvas::rect_of(const figure::Box& box) const {
  const ImVec2 min{std::round(box.x * scale_), std::round(box.y * scale_)};
  const ImVec2 max{std::round(box.right() * scale_), std::round(box.bottom() * scale_)};
  return {min,
          {std::max(max.x, min.x + (box.w > 0 ? 1.0F : 0.0F)),
           std::max(max.y, min.y + (box.h > 0 ? 1.0F : 0.0F))}};
}

bool DrawListCanvas::is_seen(const Rect& rect) const {
  const Rect& clip = clips_.back();
  return !rect.is_empty() && rect.min.x < clip.max.x && rect.max.x > clip.min.x &&
         rect.min.y < clip.max.y && rect.max.y > clip.min.y;
}

float DrawListCanvas::radius_of(const Rect& rect, float wanted) {
  // Two corners of whole pixels side by side.
  const float room = std::floor(std::min(rect.max.x - rect.min.x, rect.max.y - rect.min.y) / 2);
  const float radius = Atlas::kept_radius(std::min(wanted, room));
  return radius < 0.5F ? 0 : radius;
}

float DrawListCanvas::stroke_width(float width) const {
  return std::max(1.0F, width * scale_);
}

void DrawListCanvas::fill(const figure::Fill& fill) {
  const Rect rect = rect_of(fill.box);
  if (!is_seen(rect)) return;
  const float radius = radius_of(rect, fill.radius * scale_);
  if (fill.color.a > 0) box(rect, radius, packed(fill.color));
  if (fill.pattern == figure::Pattern::solid || fill.ink.a == 0) return;
  // Tiles know no round corners: they keep clear of them.
  const float inset = std::round(radius * 0.3F);
  const Rect inner{{rect.min.x + inset, rect.min.y + inset},
                   {rect.max.x - inset, rect.max.y - inset}};
  if (is_seen(inner)) tile(inner, fill.pattern, packed(fill.ink));
}

void DrawListCanvas::box(const Rect& rect, float radius, ImU32 color) {
  if (radius == 0) return plain(rect, color);
  const float size = std::ceil(radius);
  const ImVec2 min = rect.min, max = rect.max;
  if (max.x - size > min.x + size) {
    list_.AddRectFilled({min.x + size, min.y}, {max.x - size, min.y + size}, color);
    list_.AddRectFilled({min.x + size, max.y - size}, {max.x - size, max.y}, color);
  }
  if (max.y - size > min.y + size) plain({{min.x, min.y + size}, {max.x, max.y - size}}, color);
  corners(rect, radius, 0, color);
}

void DrawListCanvas::plain(const Rect& rect, ImU32 color) {
  const bool is_opaque = (color & IM_COL32_A_MASK) == IM_COL32_A_MASK;
  const float area = (rect.max.x - rect.min.x) * (rect.max.y - rect.min.y);
  if (!is_opaque || area < plain_from) return list_.AddRectFilled(rect.min, rect.max, color);
  list_.PushClipRect(rect.min, rect.max, true);
  list_.AddCallback(fill_plainly, reinterpret_cast<void*>(static_cast<std::uintptr_t>(color)));
  list_.PopClipRect();
}

/// Drawn once into the atlas and mirrored.
void DrawListCanvas::corners(const Rect& rect, float radius, float width, ImU32 color) {
  const Atlas::Patch patch = atlas_.corner(radius, width);
  if (patch.w == 0) return;
  const auto across = static_cast<float>(atlas_.width()),
             down = static_cast<float>(atlas_.height());
  const auto size = static_cast<float>(patch.w);
  const ImVec2 outer{static_cast<float>(patch.x) / across, static_cast<float>(patch.y) / down};
  const ImVec2 inner{outer.x + size / across, outer.y + size / down};
  const float left = rect.min.x, right = rect.max.x, top = rect.min.y, bottom = rect.max.y;
  list_.PrimReserve(24, 16);
  list_.PrimRectUV({left, top}, {left + size, top + size}, outer, inner, color);
  list_.PrimRectUV({right - size, top}, {right, top + size}, {inner.x, outer.y}, {outer.x, inner.y},
                   color);
  list_.PrimRectUV({left, bottom - size}, {left + size, bottom}, {outer.x, inner.y},
                   {inner.x, outer.y}, color);
  list_.PrimRectUV({right - size, bottom - size}, {right, bottom}, inner, outer, color);
}

/// The edge of a box with round corners, inside it.
void DrawListCanvas::frame(const Rect& rect, float radius, float width, ImU32 color) {
  const float size = std::ceil(radius);
  const ImVec2 min = rect.min, max = rect.max;
  list_.AddRectFilled({min.x + size, min.y}, {max.x - size, min.y + width}, color);
  list_.AddRectFilled({min.x + size, max.y - width}, {max.x - size, max.y}, color);
  const float top = std::max(size, width); // so that corners that are not round are drawn once
  list_.AddRectFilled({min.x, min.y + top}, {min.x + width, max.y - top}, color);
  list_.AddRectFilled({max.x - width, min.y + top}, {max.x, max.y - top}, color);
  if (size > 0) corners(rect, radius, width, color);
}

void DrawListCanvas::tile(const Rect& rect, figure::Pattern pattern, ImU32 ink) {
  const int size = std::clamp(static_cast<int>(std::lround(pattern_tile_size * scale_)), 4, 512);
  const Atlas::Patch patch = atlas_.tile(pattern, size);
  if (patch.w == 0) return;
  const auto step = static_cast<float>(size);
  const float across = static_cast<float>(atlas_.width()),
              down = static_cast<float>(atlas_.height());
  // Only what is seen, and from the box's corner on, so that a pattern moves with its box.
  const Rect& clip = clips_.back();
  const float first_x =
      rect.min.x + std::max(0.0F, std::floor((clip.min.x - rect.min.x) / step)) * step;
  const float first_y =
      rect.min.y + std::max(0.0F, std::floor((clip.min.y - rect.min.y) / step)) * step;
  const float last_x = std::min(rect.max.x, clip.max.x), last_y = std::min(rect.max.y, clip.max.y);
  for (float y = first_y; y < last_y; y += step) {
    for (float x = first_x; x < last_x; x += step) {
      const float w = std::min(step, rect.max.x - x), h = std::min(step, rect.max.y - y);
      const ImVec2 uv{static_cast<float>(patch.x) / across, static_cast<float>(patch.y) / down};
      list_.PrimReserve(6, 4);
      list_.PrimRectUV({x, y}, {x + w, y + h}, uv, {uv.x + w / across, uv.y + h / down}, ink);
    }
  }
}

void DrawListCanvas::outline(const figure::Outline& outline) {
  const Rect rect = rect_of(outline.box);
  if (!is_seen(rect)) return;
  if (outline.stroke.color.a == 0 || outline.stroke.width <= 0) return;
  const float width = std::round(stroke_width(outline.stroke.width));
  if (outline.stroke.dash == figure::Dash::none)
    return frame(rect, radius_of(rect, outline.radius * scale_), width,
                 packed(outline.stroke.color));
  // On whole pixels, and inside the edge.
  figure::Stroke inner = outline.stroke;
  inner.width = width / scale_;
  const float half = width / 2;
  const std::vector<ImVec2> points =
      rounded({rect.min.x + half, rect.min.y + half}, {rect.max.x - half, rect.max.y - half},
              std::max(0.0F, outline.radius * scale_ - half));
  stroke(points, inner, true);
}

void DrawListCanvas::line(const figure::Line& line) {
  std::vector<ImVec2> points;
  points.reserve(line.points.size());
  for (const figure::Point point : line.points)
    points.push_back(pixel(point));
  if (points.size() == 2) {
    // A level or an upright line lies on whole pixels.
    const float width = std::round(stroke_width(line.stroke.width));
    const float shift = static_cast<int>(width) % 2 == 0 ? 0.0F : 0.5F;
    if (line.points[0].x == line.points[1].x)
      points[0].x = points[1].x = std::round(points[0].x - shift) + shift;
    if (line.points[0].y == line.points[1].y)
      points[0].y = points[1].y = std::round(points[0].y - shift) + shift;
  }
  stroke(points, line.stroke, false);
}

void DrawListCanvas::bend(const figure::Bend& bend) {
  stroke(flattened(bend.curve, scale_), bend.stroke, false);
}

void DrawListCanvas::stroke(const std::vector<ImVec2>& points, const figure::Stroke& stroke,
                            bool is_closed) {
  if (points.size() < 2 || stroke.color.a == 0 || stroke.width <= 0) return;
  const float width = stroke_width(stroke.width);
  const ImU32 color = packed(stroke.color);
  if (stroke.dash == figure::Dash::none)
    return solid(points.data(), points.size(), color, width, is_closed);
  std::vector<ImVec2> path = points;
  if (is_closed) path.push_back(path.front());
  const float radius = std::max(width / 2, 0.8F);
  walk_dashes(
      path, stroke.dash, width,
      [&](const std::vector<ImVec2>& dash) {
        solid(dash.data(), dash.size(), color, width, false);
      },
      [&](ImVec2 dot) { list_.AddCircleFilled(dot, radius, color, sides_of(radius)); });
}

void DrawListCanvas::solid(const ImVec2* points, std::size_t count, ImU32 color, float width,
                           bool is_closed) {
  list_.AddPolyline(points, static_cast<int>(count), color,
                    is_closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
}

void DrawListCanvas::polygon(const figure::Polygon& polygon) {
  if (polygon.points.size() < 3 || polygon.color.a == 0) return;
  std::vector<ImVec2> points;
  points.reserve(polygon.points.size());
  float area = 0;
  for (std::size_t i = 0; i < polygon.points.size(); ++i) {
    const figure::Point a = polygon.points[i], b = polygon.points[(i + 1) % polygon.points.size()];
    area += a.x * b.y - b.x * a.y;
    points.push_back(pixel(a));
  }
  // The smooth edge lies outside only of polygons that turn clockwise.
  if (area < 0) std::ranges::reverse(points);
  list_.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), packed(polygon.color));
}

void DrawListCanvas::disc(const figure::Disc& disc) {
  const float radius = disc.radius * scale_;
  const ImVec2 center = pixel(disc.center);
  if (disc.color.a > 0) list_.AddCircleFilled(center, radius, packed(disc.color), sides_of(radius));
  if (disc.edge.width <= 0 || disc.edge.color.a == 0) return;
  const float reach = std::max(0.5F, radius - stroke_width(disc.edge.width) / 2);
  const int sides = sides_of(reach);
  std::vector<ImVec2> points;
  points.reserve(static_cast<std::size_t>(sides));
  for (int i = 0; i < sides; ++i) {
    const float angle =
        2 * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(sides);
    points.push_back({center.x + reach * std::cos(angle), center.y + reach * std::sin(angle)});
  }
  stroke(points, disc.edge, true);
}

void DrawListCanvas::label(const figure::Label& label) {
  const figure::Box box = label.box().inset(-label.font.size / 2);
  if (label.color.a == 0 || !is_seen(rect_of(box))) return;
  const float pixels = label.font.size * scale_;
  if (pixels < 1) return;
  const float baseline = std::round(label.baseline.y * scale_);
  const ImU32 color = packed(label.color);
  float x = label.baseline.x * scale_;
  for (const SetCharacter& each : atlas_.fonts().set(label.text, label.font.face)) {
    // Chinese characters are full squares: at whole pixels they are crisper.
    const bool is_chinese = each.typeface >= chinese_regular;
    const Atlas::Pen pen =
        is_chinese ? Atlas::Pen{std::floor(x + 0.5F), 0} : Atlas::pen_at(x, pixels);
    const Atlas::Patch glyph = atlas_.glyph(each.typeface, each.code, pixels, pen.quarter);
    if (glyph.w > 0)
      patch(glyph,
            {pen.x + static_cast<float>(glyph.left), baseline - static_cast<float>(glyph.top)},
            color);
    x += each.advance * pixels;
  }
}

void DrawListCanvas::patch(const Atlas::Patch& patch, ImVec2 at, ImU32 color) {
  const float across = static_cast<float>(atlas_.width()),
              down = static_cast<float>(atlas_.height());
  const auto w = static_cast<float>(patch.w), h = static_cast<float>(patch.h);
  const ImVec2 uv{static_cast<float>(patch.x) / across, static_cast<float>(patch.y) / down};
  list_.PrimReserve(6, 4);
  list_.PrimRectUV(at, {at.x + w, at.y + h}, uv, {uv.x + w / across, uv.y + h / down}, color);
}

void DrawListCanvas::push_clip(figure::Box box) {
  Rect rect = rect_of(box);
  const Rect& outer = clips_.back();
  rect.min = {std::max(rect.min.x, outer.min.x), std::max(rect.min.y, outer.min.y)};
  rect.max = {std::max(rect.min.x, std::min(rect.max.x, outer.max.x)),
              std::max(rect.min.y, std::min(rect.max.y, outer.max.y))};
  clips_.push_back(rect);
  list_.PushClipRect(rect.min, rect.max, false);
}

void DrawListCanvas::pop_clip() {
  if (clips_.size() < 2) return;
  clips_.pop_back();
  list_.PopClipRect();
}

} // namespace copyscope::gui
