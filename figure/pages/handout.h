// A printed handout: two, four or six steps on an A4 page, each with lines to write on: below the
// stage, or beside it where there are four. Six have the small stage, whose type stays large enough
// for paper.
#pragma once

#include "figure/pages/storyboard.h"

#include <span>

namespace copyscope::figure {

/// In units of which four are three points.
constexpr float a4_width = 793.7F, a4_height = 1122.5F;

/// `steps`: of one run, at most `per_page` (2, 4 or 6).
Picture draw_handout(const Board& board, std::span<const BoardStep> steps, int per_page,
                     PageMark mark, const Style& style);

} // namespace copyscope::figure
