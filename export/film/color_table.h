// The colours of a GIF: at most 255 that stand for all. Those of large areas are exactly
// themselves, so that nothing has to be dithered; what anti-aliasing mixes is shared out among the
// rest.
#pragma once

#include "export/paper/canvas/raster.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace copyscope::exports {

/// 0xRRGGBB.
using Rgb = std::uint32_t;

/// How often each colour is seen.
class ColorCount {
public:
  void add(const Raster& raster);
  const std::unordered_map<Rgb, std::uint64_t>& counts() const { return counts_; }

private:
  std::unordered_map<Rgb, std::uint64_t> counts_;
};

class ColorTable {
public:
  static constexpr std::size_t most = 255; ///< one index is left, for what is transparent

  explicit ColorTable(const ColorCount& seen);

  const std::vector<Rgb>& colors() const { return colors_; } ///< at least 1
  /// The index of the nearest.
  std::uint8_t nearest(Rgb color);

private:
  std::vector<Rgb> colors_;
  std::unordered_map<Rgb, std::uint8_t> known_;
};

} // namespace copyscope::exports
