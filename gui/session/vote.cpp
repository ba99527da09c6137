#include "gui/session/vote.h"

#include "gui/session/actions.h"

namespace copyscope::gui {

void Vote::open(std::size_t choices) {
  if (choices == 0) return;
  if (counts_.size() < 2) counts_.emplace_back();
  counts_.back().resize(choices);
  is_open_ = true;
  focus_ = 0;
}

void Vote::focus_on(std::size_t choice) {
  if (is_open_ && choice < counts_.back().size()) focus_ = choice;
}

void Vote::move(int by) {
  if (!is_open_) return;
  const std::size_t fields = counts_.back().size();
  focus_ = (focus_ + (by < 0 ? fields - 1 : 1)) % fields;
}

void Vote::type(int digit) {
  if (!is_open_ || digit < 0 || digit > 9) return;
  int& hands = counts_.back()[focus_];
  if (hands <= (most_hands - digit) / 10) hands = hands * 10 + digit;
}

void Vote::erase() {
  if (is_open_) counts_.back()[focus_] /= 10;
}

std::optional<figure::Action> vote_action_of(std::string_view key, bool shift) {
  if (key.size() == 1 && key[0] >= '0' && key[0] <= '9')
    return figure::Action{action::vote_type, key[0] - '0', ""};
  if (key == "tab") return figure::Action{action::vote_move, shift ? -1 : 1, ""};
  if (key == "down" || key == "enter") return figure::Action{action::vote_move, 1, ""};
  if (key == "up") return figure::Action{action::vote_move, -1, ""};
  if (key == "backspace" || key == "delete") return figure::Action{action::vote_erase, 0, ""};
  if (key == "escape" || key == "v") return figure::Action{action::vote, 0, ""};
  return std::nullopt;
}

} // namespace copyscope::gui
