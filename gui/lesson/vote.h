// A vote of the class on a question: how many hands there were for each choice, counted before and
// after the class has talked it over. Plain state.
//
// Opening it again after it was closed opens the second count; from then on, the second one.
#pragma once

#include "figure/kit/picture.h"
#include <cstddef>
#include <vector>

namespace copyscope::gui {

class Vote {
public:
  using Count = std::vector<int>; ///< hands for each choice
  static constexpr int most_hands = 9999;

  void open(std::size_t choices);
  void close() { is_open_ = false; }
  bool is_open() const { return is_open_; }

  std::size_t counts() const { return counts_.size(); } ///< 0 to 2
  const Count& count(std::size_t index) const { return counts_.at(index); }

  /// While it is open: so many for that choice, from 0; `hands` is kept within 0 and most_hands.
  void set(std::size_t choice, int hands);

private:
  std::vector<Count> counts_;
  bool is_open_ = false;
};

} // namespace copyscope::gui
