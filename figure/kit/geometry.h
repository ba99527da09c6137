// Points and boxes of a picture, in its own units: logical pixels on the screen, points on paper.
// x grows to the right, y downwards.
#pragma once

#include <algorithm>
#include <cmath>

namespace copyscope::figure {

struct Point {
  float x = 0, y = 0;

  friend constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend constexpr Point operator*(Point a, float factor) { return {a.x * factor, a.y * factor}; }
  friend constexpr bool operator==(Point, Point) = default;
};

inline float length(Point a) {
  return std::hypot(a.x, a.y);
}
constexpr Point between(Point a, Point b, float share) {
  return a + (b - a) * share;
}

struct Box {
  float x = 0, y = 0, w = 0, h = 0;

  constexpr float right() const { return x + w; }
  constexpr float bottom() const { return y + h; }
  constexpr Point center() const { return {x + w / 2, y + h / 2}; }
  constexpr Point top_left() const { return {x, y}; }

  constexpr bool contains(Point p) const {
    return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
  }
  /// Whether the other lies within this one, give or take `slack`.
  constexpr bool covers(const Box& other, float slack = 0) const {
    return other.x >= x - slack && other.y >= y - slack && other.right() <= right() + slack &&
           other.bottom() <= bottom() + slack;
  }
  constexpr bool overlaps(const Box& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  constexpr Box inset(float all) const { return inset(all, all); }
  constexpr Box inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.0F, w - 2 * dx), std::max(0.0F, h - 2 * dy)};
  }
  constexpr Box moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

  /// Cuts a strip off this box and returns it; `gap` between the strip and what is left.
  constexpr Box take_top(float height, float gap = 0) {
    const Box strip{x, y, w, height};
    y += height + gap;
    h = std::max(0.0F, h - height - gap);
    return strip;
  }
  constexpr Box take_bottom(float height, float gap = 0) {
    const Box strip{x, bottom() - height, w, height};
    h = std::max(0.0F, h - height - gap);
    return strip;
  }
  constexpr Box take_left(float width, float gap = 0) {
    const Box strip{x, y, width, h};
    x += width + gap;
    w = std::max(0.0F, w - width - gap);
    return strip;
  }
  constexpr Box take_right(float width, float gap = 0) {
    const Box strip{right() - width, y, width, h};
    w = std::max(0.0F, w - width - gap);
    return strip;
  }

  friend constexpr bool operator==(const Box&, const Box&) = default;
};

constexpr Box box_between(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x) - std::min(a.x, b.x),
          std::max(a.y, b.y) - std::min(a.y, b.y)};
}

} // namespace copyscope::figure
