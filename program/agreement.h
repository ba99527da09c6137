// Simulated beside real: which figures there are to compare, and which of them must be equal.
#pragma once

#include "sim/analysis/result.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::program {

struct Pair {
  std::string figure; ///< a path: "duration", "copies.cpu", "syscalls_by_name.read"
  analysis::Count simulated, real;
  bool must_be_equal = false;

  bool disagrees() const { return must_be_equal && real && simulated != real; }
};

/// The figures of one case side by side: duration, calls by name, counts. Calls that move data must
/// be equal; those that depend on how the kernel merges things (poll, recvmsg) are only shown, and
/// so are splice and vmsplice, unless the pipe held a chunk, here and in a book.
std::vector<Pair> pairs_of(const analysis::Result& simulated, const analysis::Result& real,
                           bool pipe_held_a_chunk = false);

} // namespace copyscope::program
