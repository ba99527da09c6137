// What a fuzz target does when something that must hold does not.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace copyscope::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

} // namespace copyscope::fuzz
