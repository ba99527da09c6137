// Binary search over what is counted from a number to another.
#pragma once

#include <cstdint>

namespace copyscope::trace {

/// The first i of [begin, end[ for which is_after(i) holds, given that it then holds for all later;
/// `end` where it holds for none.
template <class IsAfter>
std::uint32_t partition(std::uint32_t begin, std::uint32_t end, IsAfter is_after) {
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (is_after(middle))
      end = middle;
    else
      begin = middle + 1;
  }
  return begin;
}

} // namespace copyscope::trace
