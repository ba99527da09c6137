// What moves in a film: bodies that are written once, and shifted along their ways.
#pragma once

#include "export/film/cutting.h"

#include <string>
#include <vector>

namespace copyscope::exports {

class Movers {
public:
  /// `away`: how far to the left nothing is seen.
  Movers(const ItemStore& items, const Cutting& cutting, const std::vector<FilmFrame>& frames,
         float away);

  /// A layer's bodies, elements of SVG.
  std::string layer(int layer) const;
  /// What animates them, as CSS. Each has the class `way` too.
  std::string keyframes() const;
  bool is_empty() const { return bodies_.empty(); }

private:
  struct Body {
    int layer = 0;
    std::string markup;
    std::string keyframes; ///< without their name
    std::string still;     ///< its transformation where nothing plays
  };
  struct Sight { // a frame that shows a body, and where
    std::size_t frame;
    figure::Point by;
  };

  Body body_of(const Piece& piece, const std::vector<Sight>& sights) const;

  const std::vector<FilmFrame>& frames_;
  const ItemStore& items_;
  float away_;
  std::vector<Body> bodies_;
};

} // namespace copyscope::exports
