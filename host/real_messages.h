// What the window asks of a real run, and its report, on their way: as JSON, the traces apart.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/services.h"
#include "real/real.h"

#include <string>
#include <string_view>

namespace copyscope::host {

/// What the window asks for.
struct RealRequest {
  scenario::Scenario scenario;
  real::Options options; ///< traces are wanted
};
std::string request_message(const scenario::Scenario& scenario, const gui::RealSettings& settings);
/// Throws nlohmann::json's exceptions for what is none.
RealRequest request_in(std::string_view message);

std::string report_message(const analysis::Report& report);

/// The reverse; traces are still missing. Throws nlohmann::json's exceptions for what is none.
analysis::Report report_in(std::string_view message);

} // namespace copyscope::host
#endif
