// Pixels in memory, painted by cairo.
#pragma once

#include "figure/kit/picture.h"

#include <cstdint>
#include <memory>
#include <span>

namespace copyscope::exports {

class Raster {
public:
  /// Both at least 1. Throws std::runtime_error where there is no memory for it.
  Raster(int width, int height);
  ~Raster();
  Raster(const Raster&) = delete;
  Raster& operator=(const Raster&) = delete;

  int width() const { return width_; }
  int height() const { return height_; }

  /// Fills all with the ground, then paints the picture over it, `scale` pixels to a unit.
  void paint(const figure::Picture& picture, double scale, figure::Color ground);
  /// Of a row, each as 0xRRGGBB; what stands above that is of no meaning.
  std::span<const std::uint32_t> row(int y) const;

private:
  struct State;

  int width_, height_;
  std::unique_ptr<State> state_;
};

} // namespace copyscope::exports
