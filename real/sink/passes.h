// The passes of a setting over the sink, which of them count, and what comes of them.
//
// A pass counts during which the CPU kept its pace (real/probes/calm_cpu.h). On a machine of one's
// own that is nearly all of them. Where others work on the same core by turns, the median of all
// would be that of the one pace or of the other, by luck for each setting, and no two settings
// could be compared.
#pragma once

#include "real/completions.h"
#include "real/probes/calm_cpu.h"
#include "real/probes/nic.h"
#include "real/sink/sink.h"
#include "sim/analysis/median_interval.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::real {

struct CountedPass {
  std::int64_t ps = 0;      ///< a send
  std::int64_t pace_ps = 0; ///< the slower one of before and after it
  Completions completions;  ///< of a method that asks for zero-copy
};

/// What has come of a setting so far.
struct SettingPasses {
  std::string unavailable;
  std::vector<CountedPass> alone, with_mapping; ///< that were not rejected
  NicFeatures card;
  std::int64_t rejected = 0;
  int rejected_in_a_row = 0;
  std::string last_rejection;
};

/// In which all settings have passes to count.
PaceWindow window_of(const std::vector<SettingPasses>& settings);

/// Of the passes that count, or of all where they are fewer than 6; nothing where there are not 6.
std::optional<analysis::MedianInterval> interval_of(const std::vector<CountedPass>& passes,
                                                    const PaceWindow& window);

/// What the passes that count have come to.
SinkFigure figure_of(const SettingPasses& passes, const SinkSetting& setting,
                     const PaceWindow& window);

/// Of all passes of all settings, the share that counts; 1 without passes.
double share_that_counts(const std::vector<SettingPasses>& settings, const PaceWindow& window);

} // namespace copyscope::real
