// What one case came to: the figures of the results (INTERFACE.md), simulated or real.
//
// A Result is what tables, JSON, comparisons and expectations are made from. Figures that are not
// known are empty; a simulated Result knows all of them.
#pragma once

#include "sim/scenario/load.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/ledger.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace copyscope::analysis {

using Count = std::optional<std::int64_t>;

struct Result {
  std::string id;
  std::string method;
  scenario::Fidelity fidelity = scenario::Fidelity::textbook;
  trace::Source source = trace::Source::simulated;
  std::int64_t cores = 1;
  std::int64_t bytes = 0; ///< of all clients

  Count duration_ps;
  Count syscalls, mode_switches, context_switches, interrupts;
  Count minor_faults, major_faults, descriptors;
  Count cpu_copies, dma_copies, pio_copies;
  Count cpu_bytes, dma_bytes, pio_bytes;
  Count time_ps;            ///< the CPU's, in both modes together
  Count user_ps, kernel_ps; ///< its parts; of a real run only where the kernel can tell them apart
  std::vector<std::pair<std::string, std::int64_t>> syscalls_by_name;

  std::optional<double> throughput() const;  ///< bytes a second; 0 for a run of duration 0
  std::optional<double> utilization() const; ///< CPU busy over duration and cores; 0 likewise
};

/// The figures of a simulated run.
Result result_of(const scenario::Case& which, const trace::Ledger& ledger,
                 const std::vector<std::pair<std::string, std::int64_t>>& calls_by_name,
                 Time duration);

/// The figures of a trace: from its ledger where it is simulated, from its observations where real.
Result result_of(const trace::Trace& trace);

/// The object of one case in the JSON of `run` and `real`, keys in the order of INTERFACE.md.
nlohmann::ordered_json to_json(const Result& result);

/// Every path that an expectation, a choice or a text may name: "copies.cpu", "duration" …
const std::vector<scenario::Figure>& figures();

/// A figure that counts something (copies, picoseconds, bytes), by its path; nothing where it is
/// not known. "duration" is duration_ps. Throws std::out_of_range for a path that is no figure.
Count figure(const Result& result, std::string_view path);

} // namespace copyscope::analysis
