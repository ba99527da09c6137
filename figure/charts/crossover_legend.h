// The legend of a crossover's chart: what the colours, the whiskers and the bands mean.
#pragma once

#include "figure/kit/theme.h"

namespace copyscope::figure {

/// What there is to be told.
struct CrossoverSigns {
  bool copying = false, lending = false, predicted = false;
};

/// From the top of `area` down; returns how high it is.
float draw_crossover_legend(Picture& picture, Box area, const CrossoverSigns& signs,
                            const Style& style);

} // namespace copyscope::figure
