#include "program/agreement.h"

#include "sim/analysis/divergence.h"
#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace copyscope::program {

namespace {

constexpr std::array<std::string_view, 6> equal_calls{"read", "write",    "mmap",
                                                      "send", "sendfile", "io_uring_enter"};
constexpr std::array<std::string_view, 2> calls_by_pipe{"splice", "vmsplice"};

bool is_one_of(std::string_view name, std::span<const std::string_view> calls) {
  return std::ranges::find(calls, name) != calls.end();
}

} // namespace

std::vector<Pair> pairs_of(const analysis::Result& simulated, const analysis::Result& real,
                           bool pipe_held_a_chunk) {
  const bool whole =
      pipe_held_a_chunk && simulated.fidelity == scenario::Fidelity::textbook; // else 16 slots
  std::vector<Pair> pairs;
  for (const analysis::Beside& each : analysis::figures_beside(simulated, real)) {
    const std::string_view name = analysis::call_name_of(each.figure);
    const bool must = is_one_of(name, equal_calls) || (whole && is_one_of(name, calls_by_pipe));
    pairs.push_back({each.figure, each.simulated, each.real, must});
  }
  return pairs;
}

} // namespace copyscope::program
