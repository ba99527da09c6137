// From which size on each method pays, as measured and as predicted: what bench_predict prints of
// it.
#pragma once

#include "predict/fit.h"
#include "sim/analysis/crossover.h"
#include "sim/scenario/machine_parameters.h"

#include <chrono>
#include <vector>

namespace copyscope::bench {

/// Over chunk sizes, with scatter-gather on and off.
analysis::Crossover measured_crossover(std::chrono::milliseconds time);

/// What was measured for it of sends from files, mapped once where they are.
std::vector<predict::SendSample> samples_of(const analysis::Crossover& crossover);

/// Each size from which on a method always pays, against read + write and mmap + write, beside what
/// the machine's costs predict. Islands are left out.
void print_crossovers(analysis::Crossover crossover, const scenario::Machine& machine);

} // namespace copyscope::bench
