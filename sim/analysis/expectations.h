// Does a run come to what its scenario expects?
#pragma once

#include "sim/analysis/result.h"

#include <string>
#include <vector>

namespace copyscope::analysis {

struct Verdict {
  std::string case_id;
  scenario::Expectation expected;
  std::string actual; ///< as it is printed: "2", "154.4672 us"
  bool holds = false;
};

/// One verdict for each expectation of the case, in its order. Compares exactly.
std::vector<Verdict> check(const scenario::Case& which, const Result& result);

} // namespace copyscope::analysis
