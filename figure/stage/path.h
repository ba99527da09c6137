// A way on the stage: one bend after another, from part to part.
#pragma once

#include "figure/kit/picture.h"

#include <vector>

namespace copyscope::figure {

class Path {
public:
  Path() = default;
  Path(const Curve& only) : pieces_{only} {}
  explicit Path(std::vector<Curve> pieces) : pieces_(std::move(pieces)) {}

  bool is_empty() const { return pieces_.empty(); }
  const std::vector<Curve>& pieces() const { return pieces_; }
  Point from() const { return pieces_.front().from; }
  Point to() const { return pieces_.back().to; }
  Point at(float share) const;      ///< 0 … 1 of its length
  Point heading(float share) const; ///< not normalised
  Path part(float begin, float end) const;
  Path backwards() const;
  float length() const; ///< about

private:
  struct Spot {
    std::size_t piece;
    float share;
  };
  Spot spot(float share) const;

  std::vector<Curve> pieces_;
};

void draw_path(Picture& picture, const Path& path, Stroke stroke);
/// With a tip at the end of each bend, which its shaft does not reach.
void draw_arrow(Picture& picture, const Path& path, Stroke stroke, float tip);

} // namespace copyscope::figure
