#include "gui/lesson/vote.h"

#include <algorithm>

namespace copyscope::gui {

void Vote::open(std::size_t choices) {
  if (choices == 0) return;
  if (counts_.size() < 2) counts_.emplace_back();
  counts_.back().resize(choices);
  is_open_ = true;
}

void Vote::set(std::size_t choice, int hands) {
  if (is_open_ && choice < counts_.back().size())
    counts_.back()[choice] = std::clamp(hands, 0, most_hands);
}

} // namespace copyscope::gui
