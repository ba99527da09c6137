// Real runs for the window: a gui::RealRunner whose runs are made by another process.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/services.h"
#include "host/worker_connection.h"

#include <memory>
#include <string>
#include <utility>

namespace copyscope::host {

class RealWorker final : public gui::RealRunner {
public:
  /// The connection is made before there is a window or any other thread, for it forks. `memory`
  /// holds the rows of traces.
  explicit RealWorker(std::shared_ptr<Connection> connection = std::make_shared<Connection>(),
                      trace::BlockMemory memory = {});

  /// One at a time: a run that is still under way ends.
  std::unique_ptr<gui::RealRun> start(const scenario::Scenario& scenario,
                                      const gui::RealSettings& settings) override;

private:
  std::shared_ptr<Connection> connection_;
  trace::BlockMemory memory_;
};

/// In place of a worker where there is none, though this build has real runs: for pictures, and
/// where its process could not be had. Starting a run fails with that reason.
class NoWorker final : public gui::RealRunner {
public:
  explicit NoWorker(std::string reason) : reason_(std::move(reason)) {}

  [[noreturn]] std::unique_ptr<gui::RealRun> start(const scenario::Scenario&,
                                                   const gui::RealSettings&) override;

private:
  std::string reason_;
};

} // namespace copyscope::host
#endif
