// Pictures on the clipboard of X11, which GLFW leaves out: they are offered to whoever pastes, for
// as long as nobody else has copied something and the program runs.
//
// The clipboard of X11 is a conversation: who pastes asks the owner, at any time, also while the
// owner itself waits for a paste of its own. So a thread with a connection of its own answers.
#pragma once

#include "gui/session/copied.h"

#include <memory>

namespace copyscope::gui {

class PictureClipboard {
public:
  PictureClipboard(); ///< where there is no X server, nothing is ever offered
  ~PictureClipboard();
  PictureClipboard(const PictureClipboard&) = delete;
  PictureClipboard& operator=(const PictureClipboard&) = delete;

  /// In place of what is there. False where it cannot be.
  bool offer(const Copied& picture);

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace copyscope::gui
