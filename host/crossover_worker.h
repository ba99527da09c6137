// Crossovers and calibrations for the window: a gui::CrossoverMeter whose work is done by the
// process that makes its real runs.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/crossover_service.h"
#include "host/worker_connection.h"

#include <memory>

namespace copyscope::host {

class CrossoverWorker final : public gui::CrossoverMeter {
public:
  /// A real run that is under way over the same connection ends with what is started here.
  explicit CrossoverWorker(std::shared_ptr<Connection> connection)
      : connection_(std::move(connection)) {}

  std::unique_ptr<gui::CrossoverRun> measure(analysis::Over over, int seconds) override;
  std::unique_ptr<gui::CrossoverRun>
  calibrate(const std::vector<analysis::Crossover>& measured) override;
  std::string preset_that_is_there() const override;

private:
  std::shared_ptr<Connection> connection_;
};

} // namespace copyscope::host
#endif
