// The preset of this machine, `this-machine`, where the catalogue of presets finds it.
#ifdef COPYSCOPE_HAS_REAL
#pragma once

#include "predict/calibrate.h"

#include <string>

namespace copyscope::host {

/// Its folder is made. Throws UsageError where nothing says which that is, EnvironmentError where
/// it cannot be made.
std::string own_preset_path();

/// The preset that is there already; empty where there is none.
std::string own_preset_that_is_there();

/// The preset's text, with this hour in it.
std::string preset_text_now(const predict::Calibration& calibration);

} // namespace copyscope::host
#endif
