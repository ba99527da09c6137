// The way of a racer's bytes as one line: buffers from disk to card, how full each is, and what
// moves between them. For the race on the wall, where a stage for each would be too small to read.
#pragma once

#include "figure/pages/race.h"

namespace copyscope::figure {

constexpr float race_way_height = 2.3F; ///< in sizes of its type

/// Whether all buffers of these racers fit side by side. Each stands at the same place for all.
bool race_way_fits(const std::vector<Racer>& racers, float width, float size, const Style& style);

void draw_race_way(Picture& picture, const std::vector<Racer>& racers, std::size_t which, Box box,
                   float size, const Style& style);

} // namespace copyscope::figure
