// The cells of one level side by side, like pictures on a strip of film: shifting the strip shows
// one of them. One animation does for all layers of the level.
#pragma once

#include "export/film/cutting.h"

#include <string>
#include <vector>

namespace copyscope::exports {

class Strip {
public:
  /// Cells lie on a grid of that width and height, in units.
  Strip(const ItemStore& items, const Cutting& cutting, const std::vector<FilmFrame>& frames,
        Level level, figure::Point grid);

  bool is_empty() const { return cells_.empty(); }
  /// A layer's part of it, elements of SVG; empty where it has none.
  std::string layer(int layer) const;
  /// What animates it, as CSS: one cell after the other, each while its frames are shown.
  std::string keyframes(const std::string& name) const;

private:
  struct Cell {
    std::vector<std::size_t> pieces;
    std::size_t place = 0; ///< on the strip; cells that look alike have the same
  };

  std::string markup(const Cell& cell, int layer) const;
  std::string all_markup(const Cell& cell) const;
  void place_cells();
  figure::Point at(std::size_t place) const;

  const ItemStore& items_;
  const Cutting& cutting_;
  const std::vector<FilmFrame>& frames_;
  Level level_;
  figure::Point grid_;
  std::vector<Cell> cells_;             // by their numbers
  std::vector<std::size_t> first_cell_; // of each place
};

/// A moment of a film in percent, as keyframes have it.
std::string percent_of(int beat, const std::vector<FilmFrame>& frames);

} // namespace copyscope::exports
