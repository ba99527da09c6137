// A method's pseudo-C, with the line that runs now: the rows that a box has room for, and how they
// look.
#pragma once

#include "figure/kit/theme.h"

#include <vector>

namespace copyscope::figure {

struct ListingRow {
  int line = 0; ///< from 1
  Box box;
  bool lit = false;
  bool runs = false; ///< rows of a trace carry its label
};

/// From the box's top on, each of that height. Where the listing is longer than the box, the line
/// that runs stays in sight. `lit` 0: none runs.
std::vector<ListingRow> listing_rows(const assets::Method& method, int lit, Box box, float height);

/// In the largest type up to `size` in which the longest line fits its row.
void draw_listing(Picture& picture, const assets::Method& method,
                  const std::vector<ListingRow>& rows, float size, const Style& style);

} // namespace copyscope::figure
