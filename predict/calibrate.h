// Measures this machine, and makes of it a preset with which the simulator predicts what it has not
// been shown.
//
// Single operations are measured by themselves (primitives.h); sends over the sink by read + send,
// mmap + send and sendfile at six chunk sizes, and of sendfile on a card that does not gather; and
// costs are fitted to the sends (fit.h). What cannot be seen in these, pinning a page above all, is
// taken from the single operations.
#pragma once

#include "predict/fit.h"
#include "predict/primitives.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace copyscope::predict {

inline constexpr std::string_view this_machine = "this-machine"; ///< the preset's name

/// What was measured would be nonsense as a preset, or cannot be measured here. Says why.
class CannotCalibrate : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Calibration {
  std::vector<PrimitiveFigure> primitives;
  Fit fit; ///< its machine is the whole preset
  real::SinkGround ground;
  std::string kernel, processor;
  int processors = 0;
};

struct CalibrationLimits {
  std::chrono::milliseconds sends{20'000};
  double most_spread = 0.10;     ///< of a sample: half its 95 % interval beside its median
  double most_pace = 0.20;       ///< by how much the CPU's pace may vary
  double most_mean_error = 0.08; ///< of what was fitted
};

/// Takes less than 30 s. Throws CannotCalibrate, real::SystemError, real::Interrupted.
Calibration calibrate(const real::Progress& progress, const std::atomic<bool>& cancelled,
                      const CalibrationLimits& limits = {});

/// Throws CannotCalibrate where the calibration is not to be trusted.
void require_sound(const Calibration& calibration, const CalibrationLimits& limits);

/// What follows from what was measured: the whole preset, without what it is called when and where.
/// `figures` are those of the settings, mapped and private memory among them as they were asked
/// for. Throws CannotCalibrate where one of them is missing.
Fit fitted(const std::vector<PrimitiveFigure>& primitives,
           const std::vector<real::SinkSetting>& settings,
           const std::vector<real::SinkFigure>& figures);

/// The settings that are fitted.
std::vector<real::SinkSetting> fitted_settings();

/// The file of the preset: TOML as those that ship, with the evidence in comments. `when` is the
/// date and hour as it is to be shown.
std::string preset_text(const Calibration& calibration, const std::string& when);

} // namespace copyscope::predict
