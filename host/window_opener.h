// Large files for the window: each is read and loaded on a thread of its own, so that the window
// goes on meanwhile, and may be given up at any moment.
#ifdef COPYSCOPE_HAS_WINDOW
#pragma once

#include "gui/session/services.h"

#include <memory>
#include <vector>

namespace copyscope::host {

/// One file on its thread.
class OpenTask;

/// Has to outlive what it starts.
class WindowOpener final : public gui::Opener {
public:
  /// `how` traces are loaded.
  explicit WindowOpener(trace::Loading how = {});
  ~WindowOpener() override; ///< waits for what is still being stopped

  std::unique_ptr<gui::Opening> start(const std::string& name) override;
  /// Nobody waits for it any more: it is stopped, but not waited for.
  void leave(std::unique_ptr<OpenTask> task);

private:
  trace::Loading how_;
  std::vector<std::unique_ptr<OpenTask>> left_;
};

} // namespace copyscope::host
#endif
