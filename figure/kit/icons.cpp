#include "figure/kit/icons.h"

#include <fmt/format.h>
#include <numbers>

namespace copyscope::figure {

namespace {

/// Draws in a square of 16 × 16 units.
class Pen {
public:
  Pen(Picture& picture, Box box, Color color)
      : picture_(picture), box_(box),
        unit_(std::min(box.w, box.h) / 16), stroke_{color, std::max(1.2F, unit_ * 1.5F)} {}

  Point at(float x, float y) const { return {box_.x + x * unit_, box_.y + y * unit_}; }
  void line(std::initializer_list<Point> points) {
    std::vector<Point> path;
    for (const Point p : points)
      path.push_back(at(p.x, p.y));
    picture_.line(std::move(path), stroke_);
  }
  void frame(float x, float y, float w, float h, float radius) {
    picture_.outline({box_.x + x * unit_, box_.y + y * unit_, w * unit_, h * unit_}, stroke_,
                     radius * unit_);
  }
  void area(std::initializer_list<Point> points) {
    std::vector<Point> path;
    for (const Point p : points)
      path.push_back(at(p.x, p.y));
    picture_.polygon(std::move(path), stroke_.color);
  }
  void square(float x, float y, float w, float h) {
    picture_.fill({box_.x + x * unit_, box_.y + y * unit_, w * unit_, h * unit_}, stroke_.color);
  }
  void ellipse(float cx, float cy, float rx, float ry, float from, float to) {
    std::vector<Point> path;
    for (int i = 0; i <= 16; ++i) {
      const float angle =
          (from + (to - from) * static_cast<float>(i) / 16) * std::numbers::pi_v<float> / 180;
      path.push_back(at(cx + rx * std::cos(angle), cy + ry * std::sin(angle)));
    }
    picture_.line(std::move(path), stroke_);
  }

private:
  Picture& picture_;
  Box box_;
  float unit_;
  Stroke stroke_;
};

bool draw_part(Pen& pen, Icon icon) {
  switch (icon) {
  case Icon::disk:
    pen.ellipse(8, 4, 6, 2.2F, 0, 360);
    pen.ellipse(8, 12, 6, 2.2F, 0, 180);
    pen.line({{2, 4}, {2, 12}});
    pen.line({{14, 4}, {14, 12}});
    return true;
  case Icon::engine:
    pen.frame(2, 2, 12, 12, 2);
    pen.line({{4.5F, 8}, {11, 8}});
    pen.line({{8.5F, 5}, {11.5F, 8}, {8.5F, 11}});
    return true;
  case Icon::chip:
    pen.frame(3, 3, 10, 10, 1.5F);
    pen.square(6.2F, 6.2F, 3.6F, 3.6F);
    for (const float at : {5.0F, 8.0F, 11.0F}) {
      pen.line({{at, 0.5F}, {at, 3}});
      pen.line({{at, 13}, {at, 15.5F}});
      pen.line({{0.5F, at}, {3, at}});
      pen.line({{13, at}, {15.5F, at}});
    }
    return true;
  case Icon::card:
    pen.frame(1.5F, 3, 13, 10, 1.5F);
    pen.line({{5, 13}, {5, 9}, {6.5F, 9}, {6.5F, 7}, {9.5F, 7}, {9.5F, 9}, {11, 9}, {11, 13}});
    return true;
  case Icon::process:
    pen.frame(1.5F, 2.5F, 13, 11, 1.5F);
    pen.line({{1.5F, 5.5F}, {14.5F, 5.5F}});
    pen.line({{4, 8}, {6, 9.7F}, {4, 11.4F}});
    pen.line({{7.5F, 11.4F}, {11, 11.4F}});
    return true;
  default:
    return false;
  }
}

bool draw_transport(Pen& pen, Icon icon) {
  switch (icon) {
  case Icon::first:
    pen.square(2.5F, 3, 2, 10);
    pen.area({{13, 3}, {13, 13}, {5.5F, 8}});
    return true;
  case Icon::back:
    pen.area({{12, 3}, {12, 13}, {4, 8}});
    return true;
  case Icon::pause:
    pen.square(4, 3, 3, 10);
    pen.square(9, 3, 3, 10);
    return true;
  case Icon::play:
  case Icon::on:
    pen.area({{4, 3}, {12, 8}, {4, 13}});
    return true;
  case Icon::last:
    pen.area({{3, 3}, {10.5F, 8}, {3, 13}});
    pen.square(11.5F, 3, 2, 10);
    return true;
  default:
    return false;
  }
}

void draw_sign(Pen& pen, Icon icon) {
  switch (icon) {
  case Icon::down:
    return pen.line({{4, 6.5F}, {8, 10.5F}, {12, 6.5F}});
  case Icon::left:
    return pen.line({{10, 3.5F}, {5.5F, 8}, {10, 12.5F}});
  case Icon::right:
    return pen.line({{6, 3.5F}, {10.5F, 8}, {6, 12.5F}});
  case Icon::check:
    return pen.line({{3, 8.5F}, {6.5F, 12}, {13, 4}});
  case Icon::cross:
    pen.line({{4, 4}, {12, 12}});
    return pen.line({{12, 4}, {4, 12}});
  case Icon::bolt:
    return pen.area({{9, 1}, {3.5F, 9}, {7.5F, 9}, {6.5F, 15}, {12.5F, 6.5F}, {8.5F, 6.5F}});
  case Icon::moon:
    pen.ellipse(8, 8, 5.5F, 5.5F, 60, 300);
    return pen.ellipse(12, 8, 5, 5.5F, 110, 250);
  case Icon::sun:
    pen.ellipse(8, 8, 3.2F, 3.2F, 0, 360);
    for (const Point ray : {Point{0, 1}, Point{1, 0}, Point{0.7F, 0.7F}, Point{0.7F, -0.7F}}) {
      pen.line({Point{8, 8} + ray * 5, Point{8, 8} + ray * 7});
      pen.line({Point{8, 8} - ray * 5, Point{8, 8} - ray * 7});
    }
    return;
  case Icon::plus:
    pen.line({{8, 3}, {8, 13}});
    return pen.line({{3, 8}, {13, 8}});
  case Icon::minus:
    return pen.line({{3, 8}, {13, 8}});
  case Icon::undo:
    pen.ellipse(8.5F, 9, 5, 4.5F, 200, 400);
    return pen.line({{3, 3.5F}, {3.5F, 7.8F}, {7.5F, 7}});
  case Icon::redo:
    pen.ellipse(7.5F, 9, 5, 4.5F, 340, 140);
    return pen.line({{13, 3.5F}, {12.5F, 7.8F}, {8.5F, 7}});
  case Icon::search:
    pen.ellipse(7, 7, 4.5F, 4.5F, 0, 360);
    return pen.line({{10.3F, 10.3F}, {14, 14}});
  case Icon::table:
    pen.frame(2, 3, 12, 10.5F, 1);
    pen.line({{2, 6.5F}, {14, 6.5F}});
    pen.line({{2, 10}, {14, 10}});
    return pen.line({{6, 3}, {6, 13.5F}});
  default:
    return;
  }
}

} // namespace

void draw_icon(Picture& picture, Icon icon, Box box, Color color) {
  Pen pen(picture, box, color);
  if (draw_part(pen, icon) || draw_transport(pen, icon)) return;
  draw_sign(pen, icon);
}

void arrow_tip(Picture& picture, Point tip, Point heading, float size, Color color) {
  const float norm = std::max(1e-3F, length(heading));
  const Point ahead = heading * (size / norm);
  const Point side{-ahead.y * 0.55F, ahead.x * 0.55F};
  picture.polygon({tip, tip - ahead + side, tip - ahead - side}, color);
}

void numbered_disc(Picture& picture, Point center, float radius, int number, Color ring,
                   Color ground, Color text) {
  picture.disc(center, radius, ground, {ring, 2});
  const Font font{Face::bold, radius * 1.25F};
  picture.text({center.x, center.y + font.size * 0.36F}, fmt::format("{}", number), font, text,
               Align::center);
}

} // namespace copyscope::figure
