#include "program/agreement.h"

#include "sim/analysis/figures.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace copyscope::program {

namespace {

constexpr std::array<std::string_view, 6> equal_calls{"read", "write",    "mmap",
                                                      "send", "sendfile", "io_uring_enter"};
constexpr std::array<std::string_view, 2> calls_by_pipe{"splice", "vmsplice"};

/// Every call that either has made, in order of first use.
std::vector<std::string> calls_of(const analysis::Result& simulated, const analysis::Result& real) {
  std::vector<std::string> names;
  for (const analysis::Result* result : {&simulated, &real})
    for (const auto& [name, made] : result->syscalls_by_name)
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  return names;
}

} // namespace

std::vector<Pair> pairs_of(const analysis::Result& simulated, const analysis::Result& real,
                           bool pipe_held_a_chunk) {
  const bool whole =
      pipe_held_a_chunk && simulated.fidelity == scenario::Fidelity::textbook; // else 16 slots
  std::vector<Pair> pairs{{"duration", simulated.duration_ps, real.duration_ps, false}};
  for (const std::string& name : calls_of(simulated, real)) {
    const std::string path = "syscalls_by_name." + name;
    const bool must = std::ranges::find(equal_calls, name) != equal_calls.end() ||
                      (whole && std::ranges::find(calls_by_pipe, name) != calls_by_pipe.end());
    pairs.push_back({path, analysis::figure(simulated, path), analysis::figure(real, path), must});
  }
  for (const analysis::CountedFigure* const each :
       analysis::shown_in(&analysis::Places::agreement)) {
    Pair pair{std::string(each->path), simulated.*each->member, real.*each->member, false};
    if (each->shown.agreement.always || pair.simulated.value_or(0) != 0 ||
        pair.real.value_or(0) != 0)
      pairs.push_back(pair);
  }
  return pairs;
}

} // namespace copyscope::program
