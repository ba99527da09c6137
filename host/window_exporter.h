// Exports for the window: each on a thread of its own, so that the window goes on meanwhile. What
// they read is immutable; a file appears whole or not at all.
#ifdef COPYSCOPE_HAS_WINDOW
#pragma once

#include "gui/session/services.h"

#include <memory>
#include <vector>

namespace copyscope::host {

/// One job on its thread.
class ExportTask;

/// Has to outlive the runs that it starts.
class WindowExporter final : public gui::Exporter {
public:
  WindowExporter();
  ~WindowExporter() override; ///< waits for what is still being stopped

  std::unique_ptr<gui::ExportRun> start(gui::ExportJob job) override;
  /// Nobody waits for it any more: it is stopped, but not waited for.
  void leave(std::unique_ptr<ExportTask> task);

private:
  std::vector<std::unique_ptr<ExportTask>> left_;
};

} // namespace copyscope::host
#endif
