// Runs of pages and windows in GoogleTest's messages; for every test that compares them.
#pragma once

#include "sim/machine/page_extents.h"
#include "sim/machine/readahead.h"

#include <ostream>

namespace copyscope::machine {

inline std::ostream& operator<<(std::ostream& out, const PageRun& run) {
  return out << '[' << run.begin << ", " << run.end << ')';
}

inline std::ostream& operator<<(std::ostream& out, const ReadWindow& window) {
  return out << window.pages << " marker " << window.marker;
}

} // namespace copyscope::machine
