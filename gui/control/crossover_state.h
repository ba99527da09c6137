// What --state tells of the crossover of this machine.
#pragma once

#include "gui/session/crossover_work.h"

#include <nlohmann/json_fwd.hpp>

namespace copyscope::gui {

/// running, calibrating, progress; seconds, scatter_gather, mapping, against: as they are chosen;
/// measured: of how many curves there is anything, predicted: of how many of them; error.
nlohmann::ordered_json crossover_state(const CrossoverWork& work);

} // namespace copyscope::gui
