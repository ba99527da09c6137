// Time as the simulation counts it: a signed 64-bit number of picoseconds, about ±106 days.
//
// The type never meets a bare integer: build one with from_ps() or a literal-like helper, read it
// with ps(). Sums, differences and multiples are checked; what does not fit throws OverflowError
// instead of wrapping.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace copyscope {

/// An exact result does not fit its 64-bit type. Carries what was being computed.
class OverflowError : public std::overflow_error {
public:
  using std::overflow_error::overflow_error;
};

class Time {
public:
  constexpr Time() = default;

  static constexpr Time from_ps(std::int64_t ps) { return Time(ps); }
  static constexpr Time max() { return Time(std::numeric_limits<std::int64_t>::max()); }

  constexpr std::int64_t ps() const { return ps_; }

  friend constexpr auto operator<=>(Time, Time) = default;

  friend constexpr Time operator+(Time a, Time b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.ps_, b.ps_, &sum)) throw OverflowError("a time beyond 106 days");
    return Time(sum);
  }
  friend constexpr Time operator-(Time a, Time b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.ps_, b.ps_, &difference))
      throw OverflowError("a time beyond 106 days");
    return Time(difference);
  }
  friend constexpr Time operator*(Time a, std::int64_t times) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a.ps_, times, &product))
      throw OverflowError("a time beyond 106 days");
    return Time(product);
  }
  constexpr Time& operator+=(Time other) { return *this = *this + other; }
  constexpr Time& operator-=(Time other) { return *this = *this - other; }

private:
  explicit constexpr Time(std::int64_t ps) : ps_(ps) {}

  std::int64_t ps_ = 0;
};

} // namespace copyscope
