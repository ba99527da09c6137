// How story time runs while a step is played, the same on the screen and in films.
#pragma once

#include "figure/story/story.h"

#include <algorithm>

namespace copyscope::figure {

/// In and out: slow, fast, slow. Both 0 … 1.
constexpr double eased(double share) {
  return share * share * (3 - 2 * share);
}

/// How long a step of that width is played at normal speed: 0.6 to 1 s, the wider the longer.
constexpr double seconds_to_play(double width) {
  const double share =
      (width - StoryWidths::mode_switch) / (StoryWidths::copy - StoryWidths::mode_switch);
  return 0.6 + 0.4 * std::clamp(share, 0.0, 1.0);
}

} // namespace copyscope::figure
