// Cases beside one another: how many times as fast as the first, what was saved, and by which step.
#pragma once

#include "sim/analysis/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::analysis {

/// A figure in which a case differs from the reference: saved > 0 means less than there.
struct Saving {
  std::string figure; ///< "copies.cpu"
  std::int64_t reference = 0;
  std::int64_t here = 0;

  std::int64_t saved() const { return reference - here; }
};

/// Kinds of rows, by whom and between which buffers, and how many of them: "2 cpu_copy page_cache →
/// user_buffer, 13 us".
struct StepGroup {
  trace::Kind kind{};
  trace::Buffer source{}, target{};
  std::string name; ///< for mode switches and interrupts
  std::int64_t count = 0;
  Time time; ///< their durations, added up

  bool same_step(const StepGroup& other) const {
    return kind == other.kind && source == other.source && target == other.target &&
           name == other.name;
  }
};

struct Row {
  Result result;
  std::optional<double> speedup; ///< the first case's duration over this one's
  std::vector<Saving> savings;   ///< against the first case; figures that are equal are left out
};

/// Compares with the first, which is the reference.
std::vector<Row> compare(const std::vector<Result>& results);

/// The steps of a trace, grouped, in order of first appearance.
std::vector<StepGroup> step_groups(const trace::Trace& trace);

/// The steps that `reference` makes and `other` does not (or fewer of), with what they cost: which
/// step the saving comes from. Differences the other way have negative counts and times.
std::vector<StepGroup> saved_steps(const std::vector<StepGroup>& reference,
                                   const std::vector<StepGroup>& other);

} // namespace copyscope::analysis
