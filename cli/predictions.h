// What `compare` says beside reality: the simulator's prediction for this machine, once `calibrate`
// has been run.
#pragma once

#include "assets/assets.h"
#include "cli/terminal/terminal.h"
#include "predict/predicted.h"
#include "sim/analysis/report.h"
#include "sim/scenario/scenario.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace copyscope::cli {

/// One for each case, in their order; none without the preset `this-machine`. `on_sink`: the run
/// itself was over the sink. Throws scenario::InputError where the preset is not right.
std::vector<predict::PredictedCase> predictions_for(const scenario::Scenario& scenario,
                                                    const std::vector<const scenario::Case*>& cases,
                                                    const analysis::Report& report, bool on_sink);

/// The same with each case's "predicted"; null without a prediction.
nlohmann::ordered_json with_predictions(nlohmann::ordered_json compared,
                                        const std::vector<predict::PredictedCase>& predictions);

/// A table of what was predicted beside what was measured, or how to get one.
std::string predictions_text(const std::vector<predict::PredictedCase>& predictions,
                             const analysis::Report& report, assets::Language language,
                             const Terminal& terminal);

} // namespace copyscope::cli
