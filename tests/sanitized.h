// How much of a long test is done where a sanitizer makes all of it take some times as long. What
// those look for is an access that is wrong, and each of the tries left out would go the same ways.
#pragma once

namespace copyscope::test {

#if defined(COPYSCOPE_SANITIZED)
inline constexpr bool is_sanitized = true;
#else
inline constexpr bool is_sanitized = false;
#endif

/// All of them, or with a sanitizer an eighth.
constexpr int tries(int all) {
  return is_sanitized ? all / 8 : all;
}

} // namespace copyscope::test
