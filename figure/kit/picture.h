// A picture: plain shapes in the order in which they are painted, and the places that answer to a
// pointer. Figures and panes lay out what is visible into one (pure, tested); paint() puts it on a
// canvas: Dear ImGui's draw list in the window, cairo and SVG on paper.
//
// Pictures are values: two are the same to the pixel exactly where they compare equal.
#pragma once

#include "figure/kit/color.h"
#include "figure/kit/geometry.h"
#include "figure/kit/text_style.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace copyscope::figure {

/// Tells roles apart where colour does not: hatch for the CPU, dots for DMA, crosses for PIO.
enum class Pattern : unsigned char { solid, hatch, dots, crosses };

enum class Dash : unsigned char { none, dashed, dotted, dash_dot };

struct Stroke {
  Color color;
  float width = 1;
  Dash dash = Dash::none;

  friend bool operator==(const Stroke&, const Stroke&) = default;
};

/// A cubic Bézier curve.
struct Curve {
  Point from, leave, arrive, to; ///< end points, and the two control points between

  Point at(float share) const;      ///< 0 … 1
  Point heading(float share) const; ///< the direction there; not normalised
  Curve part(float begin, float end) const;

  friend bool operator==(const Curve&, const Curve&) = default;
};

struct Fill {
  Box box;
  Color color;
  float radius = 0;
  Pattern pattern = Pattern::solid;
  Color ink; ///< of the pattern

  friend bool operator==(const Fill&, const Fill&) = default;
};
struct Outline {
  Box box;
  Stroke stroke; ///< drawn inside the box's edge
  float radius = 0;

  friend bool operator==(const Outline&, const Outline&) = default;
};
struct Line {
  std::vector<Point> points;
  Stroke stroke;

  friend bool operator==(const Line&, const Line&) = default;
};
struct Bend {
  Curve curve;
  Stroke stroke;

  friend bool operator==(const Bend&, const Bend&) = default;
};
struct Polygon {
  std::vector<Point> points; ///< convex
  Color color;

  friend bool operator==(const Polygon&, const Polygon&) = default;
};
struct Disc {
  Point center;
  float radius = 0;
  Color color;
  Stroke edge; ///< width 0: none

  friend bool operator==(const Disc&, const Disc&) = default;
};
struct Label {
  std::string text;
  Font font;
  Color color;
  Point baseline; ///< left end
  float width = 0;
  Box room; ///< the panel that it has to stay within

  Box box() const {
    return {baseline.x, baseline.y - font.ascent(), width, font.ascent() + font.descent()};
  }
  friend bool operator==(const Label&, const Label&) = default;
};
/// What follows is seen within the box only, until the matching Unclip.
struct Clip {
  Box box;

  friend bool operator==(const Clip&, const Clip&) = default;
};
struct Unclip {
  friend bool operator==(const Unclip&, const Unclip&) = default;
};

/// What somebody asks for by a click, a key or a drag: a name, and what it is about. The window
/// knows the names (gui/session/actions.h); a picture only says which of its places ask for what.
struct Action {
  std::string name;        ///< "step"
  std::int64_t number = 0; ///< which one, where there are many
  std::string text;        ///< what else there is to say

  friend bool operator==(const Action&, const Action&) = default;
};

/// What follows belongs to one thing, until the matching Ungroup: for canvases that can say so
/// (SVG, as a group with a title).
struct Group {
  Action about;           ///< as a region's: {"row", 12, ""}
  std::string hint;       ///< in words; may be empty
  std::int64_t count = 1; ///< things of its kind that it stands for

  friend bool operator==(const Group&, const Group&) = default;
};
struct Ungroup {
  friend bool operator==(const Ungroup&, const Ungroup&) = default;
};

using Shape =
    std::variant<Fill, Outline, Line, Bend, Polygon, Disc, Label, Clip, Unclip, Group, Ungroup>;

/// A place that answers to the pointer. Later regions lie over earlier ones.
struct Region {
  Box box;
  Action action;
  std::string hint; ///< shown when the pointer rests on it; may be empty

  friend bool operator==(const Region&, const Region&) = default;
};

enum class Align : unsigned char { left, center, right };

class Picture {
public:
  explicit Picture(const Measure& measure) : measure_(&measure) {}

  void fill(Box box, Color color, float radius = 0);
  void fill(Box box, Color color, float radius, Pattern pattern, Color ink);
  void outline(Box box, Stroke stroke, float radius = 0);
  void line(Point from, Point to, Stroke stroke);
  void line(std::vector<Point> points, Stroke stroke);
  void curve(const Curve& curve, Stroke stroke);
  void polygon(std::vector<Point> points, Color color);
  void disc(Point center, float radius, Color color, Stroke edge = {{}, 0});

  /// Sets text with its left end, middle or right end at x. Returns its width.
  float text(Point baseline, std::string_view text, Font font, Color color,
             Align align = Align::left);
  /// The same, in the middle of a box's height.
  float text_in(Box box, std::string_view text, Font font, Color color, Align align = Align::left);
  /// Wraps a paragraph from the box's top on. Returns the height that it took.
  float paragraph(Box box, std::string_view text, Font font, Color color);

  void clip(Box box) { shapes_.emplace_back(Clip{box}); }
  void unclip() { shapes_.emplace_back(Unclip{}); }
  void group(Action about, std::string_view hint = {}, std::int64_t count = 1) {
    shapes_.emplace_back(Group{std::move(about), std::string(hint), count});
  }
  void ungroup() { shapes_.emplace_back(Ungroup{}); }

  void region(Box box, Action action, std::string_view hint = {}) {
    regions_.push_back({box, std::move(action), std::string(hint)});
  }
  /// Nothing of it answers to the pointer any more.
  void clear_regions() { regions_.clear(); }
  /// Labels set from now on have to stay within the box.
  void enter(Box room) { rooms_.push_back(room); }
  void leave() { rooms_.pop_back(); }

  /// Puts another picture's shapes and regions over this one's.
  void add(Picture other);

  /// Everything times `factor`, then moved; type sizes too.
  Picture scaled(float factor, Point offset = {}) const;

  const std::vector<Shape>& shapes() const { return shapes_; }
  const std::vector<Region>& regions() const { return regions_; }
  const Region* region_at(Point p) const;         ///< the topmost, or nullptr
  const Region* find(const Action& action) const; ///< the first that asks for it, or nullptr
  const Measure& measure() const { return *measure_; }

  friend bool operator==(const Picture& a, const Picture& b) {
    return a.shapes_ == b.shapes_ && a.regions_ == b.regions_;
  }

private:
  const Measure* measure_;
  std::vector<Shape> shapes_;
  std::vector<Region> regions_;
  std::vector<Box> rooms_;
};

} // namespace copyscope::figure
