// The figures of a Result that are quotients, as exact fractions.
#pragma once

#include "sim/analysis/fraction.h"
#include "sim/analysis/result.h"

#include <optional>

namespace copyscope::analysis {

/// Bytes a second; 0 for a run of duration 0; nothing where the duration is not known.
std::optional<Fraction> throughput_of(const Result& result);

/// CPU busy time over duration and cores; 0 for a run of duration 0.
std::optional<Fraction> utilization_of(const Result& result);

} // namespace copyscope::analysis
