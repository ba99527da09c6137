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

/// The same from 0 to `size`; the nearer the guess, the fewer are looked at: strides that double,
/// from the guess on, until the place lies between two of them.
template <class IsAfter>
std::uint32_t partition_near(std::uint32_t guess, std::uint32_t size, IsAfter is_after) {
  std::uint32_t low = 0, high = size, stride = 1;
  guess = guess < size ? guess : size;
  if (guess < size && !is_after(guess)) {
    for (low = guess + 1; size - low > stride && !is_after(low + stride); stride *= 2)
      low += stride;
    high = size - low > stride ? low + stride : size;
  } else {
    for (high = guess; high > stride && is_after(high - stride); stride *= 2)
      high -= stride;
    low = high > stride ? high - stride : 0;
  }
  return partition(low, high, is_after);
}

} // namespace copyscope::trace
