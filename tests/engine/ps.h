// Times in tests of the engine, which are small and whole.
#pragma once

#include "sim/units/time.h"

namespace copyscope::engine {

constexpr Time ps(std::int64_t count) {
  return Time::from_ps(count);
}

} // namespace copyscope::engine
