#include "gui/paint/damage.h"

#include "figure/kit/shapes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>
#include <variant>

namespace copyscope::gui {

namespace {

using figure::Box;
using figure::Shape;

/// A number for a sequence of values, such that others come to another number.
class Digest {
public:
  explicit Digest(std::uint64_t value = 0) : value_(value) {}
  std::uint64_t value() const { return value_; }

  void add(std::uint64_t word) {
    value_ = (value_ ^ word) * 0x9E37'79B9'7F4A'7C15U; // 2^64 / the golden ratio
    value_ ^= value_ >> 32U;
  }
  void add(float number) { add(std::uint64_t{std::bit_cast<std::uint32_t>(number)}); }
  void add(std::string_view text) {
    for (const char each : text)
      add(std::uint64_t{static_cast<unsigned char>(each)});
    add(std::uint64_t{text.size()});
  }
  void add(figure::Color c) {
    add(std::uint64_t{c.r} << 24U | std::uint64_t{c.g} << 16U | std::uint64_t{c.b} << 8U |
        std::uint64_t{c.a});
  }
  void add(figure::Point p) {
    add(std::uint64_t{std::bit_cast<std::uint32_t>(p.x)} << 32U |
        std::uint64_t{std::bit_cast<std::uint32_t>(p.y)});
  }
  void add(const Box& box) {
    add(box.top_left());
    add(figure::Point{box.w, box.h});
  }
  void add(const figure::Stroke& stroke) {
    const auto& [color, width, dash] = stroke;
    add(color);
    add(width);
    add(static_cast<std::uint64_t>(dash));
  }
  void add(const std::vector<figure::Point>& points) {
    for (const figure::Point each : points)
      add(each);
    add(std::uint64_t{points.size()});
  }

  // Members by structured bindings: one that is added to a shape has to be added here.

  void operator()(const figure::Fill& shape) {
    const auto& [box, color, radius, pattern, ink] = shape;
    add(box);
    add(color);
    add(radius);
    add(static_cast<std::uint64_t>(pattern));
    add(ink);
  }
  void operator()(const figure::Outline& shape) {
    const auto& [box, stroke, radius] = shape;
    add(box);
    add(stroke);
    add(radius);
  }
  void operator()(const figure::Line& shape) {
    const auto& [points, stroke] = shape;
    add(points);
    add(stroke);
  }
  void operator()(const figure::Bend& shape) {
    const auto& [curve, stroke] = shape;
    for (const figure::Point each : {curve.from, curve.leave, curve.arrive, curve.to})
      add(each);
    add(stroke);
  }
  void operator()(const figure::Polygon& shape) {
    const auto& [points, color] = shape;
    add(points);
    add(color);
  }
  void operator()(const figure::Disc& shape) {
    const auto& [center, radius, color, edge] = shape;
    add(center);
    add(radius);
    add(color);
    add(edge);
  }
  void operator()(const figure::Label& shape) {
    const auto& [text, font, color, baseline, width, room] = shape; // its room is not seen
    add(text);
    add(static_cast<std::uint64_t>(font.face));
    add(font.size);
    add(color);
    add(baseline);
  }
  void operator()(const figure::Clip& shape) { add(shape.box); }
  void operator()(const figure::Unclip&) {}
  void operator()(const figure::Group&) {}
  void operator()(const figure::Ungroup&) {}

private:
  std::uint64_t value_;
};

/// Pixels around what a shape's box says. A corner of a line may be as pointed as ten times half
/// its width (ImDrawList::AddPolyline).
struct Margin {
  float scale;

  float pointed(float width) const { return 5 * std::max(1.0F, width * scale) + 6; }

  float operator()(const figure::Line& line) const {
    return line.points.size() > 2 ? pointed(line.stroke.width) : 2;
  }
  float operator()(const figure::Bend& bend) const { return pointed(bend.stroke.width); }
  float operator()(const figure::Polygon&) const { return pointed(0); }
  float operator()(const figure::Disc& disc) const { return disc.edge.width * scale + 2; }
  /// It may be wider than its box is.
  float operator()(const figure::Outline& outline) const {
    return outline.stroke.width * scale + 2;
  }
  float operator()(const figure::Label& label) const { return label.font.size * scale / 2 + 1; }
  template <class Other> float operator()(const Other&) const { return 2; }
};

PixelBox pixels_of(const Box& box, float scale, float margin) {
  const auto pixel = [](float at) {
    constexpr float far = 1e6F; // what is beyond any surface stays a whole number
    return static_cast<int>(std::clamp(at, -far, far));
  };
  return {pixel(std::floor(box.x * scale - margin)), pixel(std::floor(box.y * scale - margin)),
          pixel(std::ceil(box.right() * scale + margin)),
          pixel(std::ceil(box.bottom() * scale + margin))};
}

PixelBox common(const PixelBox& a, const PixelBox& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
          std::min(a.bottom, b.bottom)};
}

/// Digests of tiles, shape by shape.
class Tiles {
public:
  Tiles(const PixelBox& surface, int across, int down, std::uint64_t ground)
      : digests_(static_cast<std::size_t>(across) * static_cast<std::size_t>(down), ground),
        across_(across), clips_{{surface, 0}} {}

  void add(const Shape& shape, float scale) {
    if (const auto* const clip = std::get_if<figure::Clip>(&shape)) {
      Digest digest(clips_.back().digest);
      digest(*clip);
      clips_.push_back({common(clips_.back().box, pixels_of(clip->box, scale, 1)), digest.value()});
      return;
    }
    if (std::holds_alternative<figure::Unclip>(shape) && clips_.size() > 1) clips_.pop_back();
    if (figure::nesting(shape) != 0) return;
    const PixelBox box = common(clips_.back().box, reach_of(shape, scale));
    if (box.left >= box.right || box.top >= box.bottom) return;
    Digest digest(clips_.back().digest);
    digest.add(std::uint64_t{shape.index()});
    std::visit(digest, shape);
    put(box, digest.value());
  }

  std::vector<std::uint64_t> take() { return std::move(digests_); }

private:
  struct Clipped {
    PixelBox box;
    std::uint64_t digest;
  };

  void put(const PixelBox& box, std::uint64_t value) {
    for (int row = box.top / Damage::tile; row <= (box.bottom - 1) / Damage::tile; ++row) {
      for (int column = box.left / Damage::tile; column <= (box.right - 1) / Damage::tile;
           ++column) {
        std::uint64_t& digest = digests_[static_cast<std::size_t>(row * across_ + column)];
        Digest next(digest);
        next.add(value);
        digest = next.value();
      }
    }
  }

  std::vector<std::uint64_t> digests_;
  int across_;
  std::vector<Clipped> clips_;
};

/// Runs of tiles that are marked, a run as high as rows are marked alike.
std::vector<PixelBox> boxes_around(const std::vector<bool>& marked, int across, int down) {
  std::vector<PixelBox> boxes;
  for (int row = 0; row < down; ++row) {
    const auto is_marked = [&](int column) {
      return column < across && marked[static_cast<std::size_t>(row * across + column)];
    };
    for (int column = 0; column < across; ++column) {
      if (!is_marked(column)) continue;
      const int first = column;
      while (is_marked(column))
        ++column;
      const auto above = std::ranges::find_if(boxes, [&](const PixelBox& box) {
        return box.left == first && box.right == column && box.bottom == row;
      });
      if (above != boxes.end())
        above->bottom = row + 1;
      else
        boxes.push_back({first, row, column, row + 1});
    }
  }
  return boxes;
}

} // namespace

PixelBox reach_of(const Shape& shape, float scale) {
  return pixels_of(figure::bounds_of(shape), scale, std::visit(Margin{scale}, shape));
}

std::vector<PixelBox> Damage::since_last(std::span<const figure::Picture* const> pictures,
                                         float scale, int wide, int high, figure::Color ground) {
  const PixelBox surface{0, 0, wide, high};
  if (wide <= 0 || high <= 0) return {};
  const bool is_other = !(surface == surface_) || scale != scale_ || tiles_.empty();
  surface_ = surface;
  scale_ = scale;
  across_ = (wide + tile - 1) / tile;
  down_ = (high + tile - 1) / tile;
  Digest below;
  below.add(ground);
  Tiles tiles(surface, across_, down_, below.value());
  for (const figure::Picture* const picture : pictures)
    for (const Shape& shape : picture->shapes())
      tiles.add(shape, scale);
  const std::vector<std::uint64_t> before = std::exchange(tiles_, tiles.take());
  if (is_other) return {surface};
  std::vector<bool> marked(tiles_.size());
  for (std::size_t i = 0; i < tiles_.size(); ++i)
    marked[i] = tiles_[i] != before[i];
  std::vector<PixelBox> boxes = boxes_around(marked, across_, down_);
  for (PixelBox& box : boxes)
    box = common({box.left * tile, box.top * tile, box.right * tile, box.bottom * tile}, surface);
  return boxes;
}

} // namespace copyscope::gui
