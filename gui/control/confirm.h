// A question before something is lost: what it is about, what can be answered, what is done then.
// Plain state. The first answer is the safe one: it has the focus at first, and is what Esc gives.
#pragma once

#include "gui/session/actions.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::gui {

class Confirm {
public:
  enum class About : unsigned char {
    replace,          ///< a file that is there
    replace_opened,   ///< the very file that is open, with the comments in it
    lose_by_opening,  ///< changed values, where another scenario is opened
    lose_by_quitting, ///< the same, where the window is closed
    long_run,         ///< too many steps to be kept
    replace_preset,   ///< of this machine, which calibrating writes
  };
  using Values = std::vector<std::pair<std::string, std::string>>; ///< of the question's text

  bool is_open() const { return is_open_; }
  About about() const { return about_; }
  /// window.confirm.KEY.…
  std::string_view key() const;
  const Values& values() const { return values_; }
  /// Keys of window.confirm.…, the safe one first.
  const std::vector<std::string_view>& answers() const;
  std::size_t focus() const { return focus_; }

  /// Another question takes the place of one that is open.
  void ask(About about, Action then, Values values = {});
  void close() { is_open_ = false; }
  /// What a key asks for; every key asks for something, if only for nothing at all.
  Action action_of(std::string_view key, bool shift) const;
  void move_focus(std::int64_t by);
  /// Closes it; what is to be done is then(), where that was the answer.
  std::string_view answer(std::size_t index);
  const Action& then() const { return then_; }

private:
  bool is_open_ = false;
  About about_ = About::replace;
  Action then_;
  Values values_;
  std::size_t focus_ = 0;
};

} // namespace copyscope::gui
