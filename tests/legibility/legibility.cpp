#include "tests/legibility/legibility.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

constexpr double least_contrast = 4.5; // WCAG 2.1, 1.4.3

/// What is seen below a text: the last opaque thing painted there, and what shines through.
struct Below {
  Color color;
  bool patterned = false;
};

class Reader {
public:
  Reader(const Picture& picture, Box surface, Color ground)
      : shapes_(picture.shapes()), surface_(surface), ground_(ground) {}

  std::vector<std::string> read() {
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      if (const auto* const label = std::get_if<Label>(&shapes_[i])) read(*label, i);
    overlaps();
    return std::move(problems_);
  }

private:
  void say(const Label& label, const std::string& what) {
    const Box box = label.box();
    problems_.push_back(fmt::format("\"{}\" at {:.0f}, {:.0f} ({:.0f} wide) {}", label.text, box.x,
                                    box.y, box.w, what));
  }

  void read(const Label& label, std::size_t at) {
    const Box box = label.box();
    if (is_covered(box, at)) return;
    if (!surface_.covers(box, 1)) say(label, "leaves the picture");
    if (!label.room.covers(box, 1)) say(label, "leaves its panel");
    const Below below = below_text(box, at);
    if (below.patterned) say(label, "lies on a pattern without a plate");
    const double seen = contrast(over(label.color, below.color), below.color);
    if (seen < least_contrast) say(label, fmt::format("has a contrast of {:.2f}", seen));
    if (label.font.size < 9.9F) say(label, fmt::format("is set in {:.1f}", label.font.size));
    labels_.push_back(&label);
  }

  /// Whether something opaque was painted over all of it later: it is not seen then.
  bool is_covered(const Box& box, std::size_t at) const {
    for (std::size_t i = at + 1; i < shapes_.size(); ++i)
      if (const auto* const fill = std::get_if<Fill>(&shapes_[i]))
        if (fill->color.a == 255 && fill->box.overlaps(box) &&
            (fill->box.contains(box.center()) || is_sheet(fill->box)))
          return true;
    return false;
  }

  /// Large enough to be a dialog: what sticks out from under it is not meant to be read.
  static bool is_sheet(const Box& box) { return box.w > 250 && box.h > 150; }

  Below below_text(const Box& box, std::size_t at) const {
    Below below{ground_};
    const Point middle = box.center();
    for (std::size_t i = 0; i < at; ++i) {
      if (const auto* const fill = std::get_if<Fill>(&shapes_[i])) {
        if (!fill->box.contains(middle)) continue;
        below.color = over(fill->color, below.color);
        below.patterned = fill->pattern != Pattern::solid;
      } else if (const auto* const disc = std::get_if<Disc>(&shapes_[i])) {
        if (length(disc->center - middle) < disc->radius)
          below = {over(disc->color, below.color), false};
      } else if (const auto* const polygon = std::get_if<Polygon>(&shapes_[i])) {
        if (is_inside(*polygon, middle)) below = {over(polygon->color, below.color), false};
      }
    }
    return below;
  }

  static bool is_inside(const Polygon& polygon, Point p) {
    bool left = false, right = false;
    for (std::size_t i = 0; i < polygon.points.size(); ++i) {
      const Point a = polygon.points[i], b = polygon.points[(i + 1) % polygon.points.size()];
      const float side = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
      (side < 0 ? left : right) = true;
    }
    return left != right;
  }

  void overlaps() {
    for (std::size_t i = 0; i < labels_.size(); ++i)
      for (std::size_t j = i + 1; j < labels_.size(); ++j) {
        // What letters really take: accents and tails of neighbouring lines may touch.
        const auto core = [](const Label& label) {
          Box box = label.box();
          box.y += label.font.size * 0.14F;
          box.h -= label.font.size * 0.24F;
          return box.inset(0.5F, 0);
        };
        if (core(*labels_[i]).overlaps(core(*labels_[j])))
          say(*labels_[i], fmt::format("overlaps \"{}\"", labels_[j]->text));
      }
  }

  const std::vector<Shape>& shapes_;
  Box surface_;
  Color ground_;
  std::vector<const Label*> labels_;
  std::vector<std::string> problems_;
};

} // namespace

std::vector<std::string> legibility_problems(const Picture& picture, Box surface, Color ground) {
  return Reader(picture, surface, ground).read();
}

} // namespace copyscope::figure
