// What of the screen has to be drawn anew: pictures differ from frame to frame in a few places, and
// turning the rest into pixels once more is most of what a frame costs.
//
// The surface is cut into tiles. Each has a digest of all that is painted on it, in its order;
// where the digest is that of the frame before, so are the pixels.
#pragma once

#include "figure/kit/picture.h"

#include <cstdint>
#include <span>
#include <vector>

namespace copyscope::gui {

/// In whole pixels; `right` and `bottom` are the first that do not belong to it.
struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;

  bool overlaps(const PixelBox& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// All that a shape may paint on, smooth edges and pointed corners included. `scale`: pixels a
/// unit.
PixelBox reach_of(const figure::Shape& shape, float scale);

class Damage {
public:
  static constexpr int tile = 32; ///< pixels, across and down

  /// Where the pictures, one over the other on that ground, differ from those of the call before:
  /// boxes that do not overlap, within a surface of that size in pixels. All of it the first time,
  /// and whenever the surface or its scale has changed.
  std::vector<PixelBox> since_last(std::span<const figure::Picture* const> pictures, float scale,
                                   int wide, int high, figure::Color ground);
  /// What was drawn is gone: next time it is all of it.
  void forget() { tiles_.clear(); }

private:
  int across_ = 0, down_ = 0;
  float scale_ = 0;
  PixelBox surface_;
  std::vector<std::uint64_t> tiles_; ///< digests, row by row
};

} // namespace copyscope::gui
