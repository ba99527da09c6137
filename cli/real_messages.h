// A real run's report on its way to the window: as JSON, the traces apart.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/hands.h"
#include "real/real.h"

#include <string>
#include <string_view>

namespace copyscope::cli {

std::string report_message(const real::Report& report);

/// The reverse; traces are still missing. Throws nlohmann::json's exceptions for what is none.
gui::RealReport report_in(std::string_view message);

} // namespace copyscope::cli
#endif
