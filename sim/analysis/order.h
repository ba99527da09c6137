// Whether one report shows the order of another: the model's, from the slowest way to the fastest,
// looked for in what was measured.
#pragma once

#include "sim/analysis/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::analysis {

/// Two ways of which the model says that the second takes less, and what the machine says.
struct Neighbours {
  enum class Is { less, tie, more, unknown }; ///< unknown: in too few rounds

  std::string slower, faster; ///< ids of cases
  Is is = Is::unknown;        ///< what the second takes beside the first
};

std::string_view name_of(Neighbours::Is is); ///< "less", "tie", "more", "unknown"

/// Cases of the same work, the slowest by the model first; what is equal stands as it is given.
struct Order {
  std::vector<std::string> ids;
  std::vector<Neighbours> neighbours; ///< those of which the model says that they differ

  bool says_that_differ(std::size_t i) const; ///< ids[i] and the one before it, by the model
  bool holds() const;                         ///< every neighbour takes less
  bool is_known() const;                      ///< of every two it can be told
};

/// For each work with more than one case that ran. `figure` takes less the better: the duration, or
/// the CPU time. The reports have the same cases in the same order.
std::vector<Order> orders(const Report& model, const Report& machine, Count Result::*figure);

/// The same by what a send alone costs the CPU on the sink, of the cases that were timed there: one
/// takes less than another where their 95 % intervals lie apart.
std::vector<Order> orders_on_sink(const Report& model, const Report& machine);

} // namespace copyscope::analysis
