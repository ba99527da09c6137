// The service that measures from which size on a method pays on this machine, and makes this
// machine's preset. Like real runs, that is done in another process (gui/session/services.h).
#pragma once

#include "sim/analysis/crossover.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

struct CrossoverOutcome {
  /// With what is predicted, where this machine has its preset. Of a calibration all that were to
  /// be predicted.
  std::vector<analysis::Crossover> crossovers;
  std::string error; ///< why there is none, else empty; "cancelled"
};

/// Under way, in another process. Dropping it cancels it.
class CrossoverRun {
public:
  virtual ~CrossoverRun() = default;

  /// Never blocks. The outcome once it is over.
  virtual std::optional<CrossoverOutcome> poll() = 0;
  virtual double progress() const = 0; ///< 0 to 1
  virtual void cancel() = 0;           ///< poll() then reports soon
};

class CrossoverMeter {
public:
  virtual ~CrossoverMeter() = default;

  /// About so many seconds, at least 1.
  virtual std::unique_ptr<CrossoverRun> measure(analysis::Over over, int seconds) = 0;
  /// Less than half a minute: writes the preset `this-machine`, and predicts with it what has been
  /// measured.
  virtual std::unique_ptr<CrossoverRun>
  calibrate(const std::vector<analysis::Crossover>& measured) = 0;
  /// The file with the preset that calibrating replaces; empty where there is none yet.
  virtual std::string preset_that_is_there() const = 0;
};

} // namespace copyscope::gui
