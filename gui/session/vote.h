// A vote of the class on a question: how many hands there were for each choice, counted before and
// after the class has talked it over. Plain state.
//
// Opening it again after it was closed opens the second count; from then on, the second one.
#pragma once

#include "figure/kit/picture.h"

#include <cstddef>
#include <optional>
#include <string_view>
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
  std::size_t focus() const { return focus_; } ///< index of the choice whose field is typed into

  // While it is open.
  void focus_on(std::size_t choice);
  void move(int by); ///< to the next field, −1 the one before, and round again
  void type(int digit);
  void erase();

private:
  std::vector<Count> counts_;
  bool is_open_ = false;
  std::size_t focus_ = 0;
};

/// What a key asks of an open count: a digit, Tab, Enter, Backspace, Esc, V. Nothing for others.
std::optional<figure::Action> vote_action_of(std::string_view key, bool shift);

} // namespace copyscope::gui
