#include "sim/engine/invariant.h"

namespace copyscope::engine {

void report_broken_invariant(const char* rule) {
  throw BrokenInvariant(rule);
}

} // namespace copyscope::engine
