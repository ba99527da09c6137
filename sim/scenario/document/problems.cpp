#include "sim/scenario/document/problems.h"

#include <algorithm>
#include <tuple>

namespace copyscope::scenario {

void Problems::throw_if_any() const {
  if (problems_.empty()) return;
  std::vector<Problem> sorted = problems_;
  // Settings ("--set") come before files in this order, as they do in reading.
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  throw InputError(std::move(sorted));
}

} // namespace copyscope::scenario
