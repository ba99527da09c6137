// Measures and predicts from which size on each method pays, over the sink.
#pragma once

#include "real/sink/sink.h"
#include "sim/analysis/crossover.h"
#include "sim/scenario/machine_parameters.h"

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::predict {

/// 512 B to 60 KiB, with those between that the kernel treats each in its own way.
std::vector<std::int64_t> crossover_chunks();
/// 4 KiB to 32 MiB, more of them where mapping a file is most of what sending it costs.
std::vector<std::int64_t> crossover_file_sizes();
/// Those that are compared where nobody says which: mmap, sendfile, MSG_ZEROCOPY and SEND_ZC.
std::vector<std::string> usual_methods();

struct CrossoverQuestion {
  std::vector<std::string> methods = usual_methods();   ///< ids; each once
  std::string against = "read-write";                   ///< the id of another
  std::vector<std::int64_t> sizes = crossover_chunks(); ///< bytes, rising, of what it is over
  std::vector<bool> gathering{true, false};
  std::chrono::milliseconds time{40'000};
  analysis::Over over = analysis::Over::chunk;
};

/// What is asked where nobody says more than over which sizes.
CrossoverQuestion question_over(analysis::Over over);

/// The machine of the preset `this-machine`; nothing where there is none. Throws
/// scenario::InputError where it is not right.
std::optional<scenario::Machine> calibrated_machine();
/// Why there is no prediction without that preset, and what to do.
inline constexpr const char* not_calibrated =
    "there is no preset `this-machine` yet: run `copyscope calibrate`";

/// Takes about the time that the question gives. Throws as measure_on_sink() does.
analysis::Crossover measure_crossover(const CrossoverQuestion& question,
                                      const real::Progress& progress,
                                      const std::atomic<bool>& cancelled);

/// Fills in what the simulator says of the same curves, at the measured sizes and between, and
/// compares the methods anew.
void add_predictions(analysis::Crossover& crossover, const scenario::Machine& machine,
                     const std::string& against);

} // namespace copyscope::predict
