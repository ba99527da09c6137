#include "gui/control/confirm.h"

#include "gui/session/gestures.h"

namespace copyscope::gui {

std::string_view Confirm::key() const {
  constexpr std::string_view keys[] = {"replace",          "replace_opened", "lose_by_opening",
                                       "lose_by_quitting", "long_run",       "replace_preset"};
  return keys[static_cast<std::size_t>(about_)];
}

const std::vector<std::string_view>& Confirm::answers() const {
  static const std::vector<std::string_view> replace{"keep", "replace_it"},
      opening{"stay", "save_first", "discard"}, quitting{"stay", "save_first", "discard_and_quit"},
      counting{"leave", "count_only"}, preset{"leave", "replace_it"};
  switch (about_) {
  case About::lose_by_opening:
    return opening;
  case About::lose_by_quitting:
    return quitting;
  case About::long_run:
    return counting;
  case About::replace_preset:
    return preset;
  default:
    return replace;
  }
}

void Confirm::ask(About about, Action then, Values values) {
  is_open_ = true;
  about_ = about;
  then_ = std::move(then);
  values_ = std::move(values);
  focus_ = 0;
}

Action Confirm::action_of(std::string_view key, bool shift) const {
  const auto focused = static_cast<std::int64_t>(focus_);
  if (key == "enter" || key == "space") return {action::confirm, focused, ""};
  if (key == "escape") return {action::confirm, 0, ""};
  if (key == "left" || key == "up" || (key == "tab" && shift))
    return {action::confirm_focus, -1, ""};
  if (key == "right" || key == "down" || key == "tab") return {action::confirm_focus, 1, ""};
  return {region::nothing, 0, ""};
}

void Confirm::move_focus(std::int64_t by) {
  const std::size_t count = answers().size();
  focus_ = (focus_ + (by < 0 ? count - 1 : 1)) % count;
}

std::string_view Confirm::answer(std::size_t index) {
  is_open_ = false;
  return answers()[index < answers().size() ? index : 0];
}

} // namespace copyscope::gui
