#include "export/data/format.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::exports {

void require_part_of(const Runs& runs, const Options& options) {
  Time end;
  for (const auto& run : runs)
    end = std::max(end, run->end());
  if (options.from > end)
    throw BadOptions(fmt::format("there is no step between --from and --to: {} at {}",
                                 runs.size() == 1 ? "the run ends" : "the last run ends",
                                 to_string(end)));
}

} // namespace copyscope::exports
