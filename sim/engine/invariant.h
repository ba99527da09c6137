// Assertions that stay in release builds.
#pragma once

#include <stdexcept>

namespace copyscope::engine {

/// The program, not its input, is wrong: what was broken is in what().
class BrokenInvariant : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

[[noreturn]] void report_broken_invariant(const char* rule);

inline void require(bool holds, const char* rule) {
  if (!holds) [[unlikely]]
    report_broken_invariant(rule);
}

} // namespace copyscope::engine
