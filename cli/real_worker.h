// Real runs for the window: a gui::RealRunner whose runs are made by another process.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/hands.h"

#include <cstdint>
#include <memory>

namespace copyscope::cli {

class Connection;

class RealWorker final : public gui::RealRunner {
public:
  /// Forks its server at once: to be made before there is a window or any other thread. Throws
  /// std::system_error. `memory` holds the rows of traces.
  explicit RealWorker(trace::BlockMemory memory = {});
  ~RealWorker() override;

  /// One at a time: a run that is still under way ends.
  std::unique_ptr<gui::RealRun> start(const scenario::Scenario& scenario) override;

private:
  std::shared_ptr<Connection> connection_;
  std::uint32_t runs_ = 0;
  trace::BlockMemory memory_;
};

} // namespace copyscope::cli
#endif
