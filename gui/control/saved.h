// What was saved, as it is told afterwards.
#pragma once

#include <string>

namespace copyscope::gui {

/// A scenario that was saved, and what had to change in it.
struct Saved {
  std::string path;
  int expectations = 0, left_out = 0; ///< as analysis::Restated counts
};

} // namespace copyscope::gui
