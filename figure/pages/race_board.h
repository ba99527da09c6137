// The race as it is seen from the back of a room: a row for each case, with few and large figures;
// where there is height for it, the way of the bytes through the buffers, and how far they are.
#pragma once

#include "figure/pages/race.h"

namespace copyscope::figure {

/// Fills the box. `size`: of the type, at the most; smaller only where the figures would not fit
/// beside the cases. Regions: {"show_case", NUMBER − 1}. `chosen`: the number of the case that is
/// on the stage; 0: none.
Picture draw_race_board(const std::vector<Racer>& racers, Box box, float size, int chosen,
                        const Style& style);

/// The height from which it is legible.
float least_board_height(std::size_t racers, float size);

} // namespace copyscope::figure
