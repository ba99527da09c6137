// What the window asks of a real run or of a crossover, and what comes of it, on their way: as
// JSON, the traces apart.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#pragma once

#include "gui/session/services.h"
#include "real/real.h"
#include "sim/analysis/crossover.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::host {

/// What the window asks for.
struct RealRequest {
  scenario::Scenario scenario;
  real::Options options; ///< traces are wanted
};
std::string request_message(const scenario::Scenario& scenario, const gui::RealSettings& settings);
/// Throws nlohmann::json's exceptions for what is none.
RealRequest request_in(std::string_view message);

/// The crossover that the window asks for.
struct MeasureRequest {
  analysis::Over over = analysis::Over::chunk;
  int seconds = 0;
};
std::string request_message(const MeasureRequest& request);
/// Throws nlohmann::json's exceptions for what is none.
MeasureRequest measure_request_in(std::string_view message);

std::string crossovers_message(const std::vector<analysis::Crossover>& crossovers);
/// Throws nlohmann::json's exceptions for what is none.
std::vector<analysis::Crossover> crossovers_in(std::string_view message);

std::string report_message(const analysis::Report& report);

/// The reverse; traces are still missing. Throws nlohmann::json's exceptions for what is none.
analysis::Report report_in(std::string_view message);

} // namespace copyscope::host
#endif
