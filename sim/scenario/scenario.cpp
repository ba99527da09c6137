#include "sim/scenario/scenario.h"

#include <algorithm>

namespace copyscope::scenario {

Bytes resident_prefix(const Workload& workload) {
  // floor(f × pages + 1/2) with f = digits / 10^decimals ≤ 1: 10^27 × 2^37 stays below 2^128.
  Uint128 ten_to_decimals = 1;
  for (int i = 0; i < workload.page_cache.fraction.decimals; ++i)
    ten_to_decimals *= 10;
  const auto pages = static_cast<Uint128>(parts(workload.file_size, Bytes(page_size)));
  const Uint128 resident =
      (2 * workload.page_cache.fraction.digits * pages + ten_to_decimals) / (2 * ten_to_decimals);
  return std::min(workload.file_size, Bytes(page_size) * static_cast<std::int64_t>(resident));
}

const Case* Scenario::find(std::string_view case_id) const {
  const auto found = std::find_if(cases.begin(), cases.end(),
                                  [&](const Case& each) { return each.id == case_id; });
  return found == cases.end() ? nullptr : &*found;
}

} // namespace copyscope::scenario
