// A number of bytes, or an offset into a file: a signed 64-bit count with its own type.
//
// Sums, differences and multiples are checked and throw OverflowError instead of wrapping.
#pragma once

#include "sim/units/time.h"

#include <compare>
#include <cstdint>

namespace copyscope {

class Bytes {
public:
  constexpr Bytes() = default;
  explicit constexpr Bytes(std::int64_t count) : count_(count) {}

  constexpr std::int64_t count() const { return count_; }

  friend constexpr auto operator<=>(Bytes, Bytes) = default;

  friend constexpr Bytes operator+(Bytes a, Bytes b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.count_, b.count_, &sum)) throw OverflowError("too many bytes");
    return Bytes(sum);
  }
  friend constexpr Bytes operator-(Bytes a, Bytes b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.count_, b.count_, &difference))
      throw OverflowError("too many bytes");
    return Bytes(difference);
  }
  friend constexpr Bytes operator*(Bytes a, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.count_, times, &product)) throw OverflowError("too many bytes");
    return Bytes(product);
  }
  constexpr Bytes& operator+=(Bytes other) { return *this = *this + other; }
  constexpr Bytes& operator-=(Bytes other) { return *this = *this - other; }

private:
  std::int64_t count_ = 0;
};

/// ceil(whole / part): how many parts of that size it takes. `part` must be positive.
constexpr std::int64_t parts(Bytes whole, Bytes part) {
  return whole.count() / part.count() + (whole.count() % part.count() != 0);
}

} // namespace copyscope
