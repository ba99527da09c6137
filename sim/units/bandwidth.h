// Bandwidth: an exact number of bits a second, kept as a decimal fraction.
//
// The fraction bits / divisor has a power of ten from 1 to 10^9 as its divisor, so that what a
// scenario writes ("2.5 GB/s", "0.1 bit/s") is kept to the last digit and durations come out exact.
#pragma once

#include "sim/units/bytes.h"
#include "sim/units/time.h"
#include "sim/units/wide.h"

#include <compare>
#include <cstdint>

namespace copyscope {

class Bandwidth {
public:
  constexpr Bandwidth() = default;

  /// bits / 10^decimals bits a second; decimals 0 to 9. Trailing zeros are dropped.
  static constexpr Bandwidth from_bits(std::int64_t bits, int decimals = 0) {
    Bandwidth result;
    result.bits_ = bits;
    for (int i = 0; i < decimals; ++i)
      result.divisor_ *= 10;
    while (result.divisor_ > 1 && result.bits_ % 10 == 0) {
      result.bits_ /= 10;
      result.divisor_ /= 10;
    }
    return result;
  }
  static constexpr Bandwidth from_bytes(std::int64_t bytes_per_second) {
    std::int64_t bits = 0;
    if (__builtin_mul_overflow(bytes_per_second, 8, &bits)) throw OverflowError("a bandwidth");
    return from_bits(bits);
  }

  constexpr std::int64_t bits() const { return bits_; }
  constexpr std::int64_t divisor() const { return divisor_; }
  constexpr bool is_zero() const { return bits_ == 0; }

  friend constexpr bool operator==(Bandwidth, Bandwidth) = default;
  friend constexpr std::strong_ordering operator<=>(Bandwidth a, Bandwidth b) {
    return static_cast<Int128>(a.bits_) * b.divisor_ <=> static_cast<Int128>(b.bits_) * a.divisor_;
  }

private:
  std::int64_t bits_ = 0;
  std::int64_t divisor_ = 1;
};

/// How long `bytes` take at `rate`, rounded up to a whole picosecond. `rate` must not be zero.
/// Throws OverflowError beyond 106 days.
Time transfer_time(Bytes bytes, Bandwidth rate);

/// The share of `bytes` that has moved at `elapsed` of `whole`, rounded down: linear progress.
/// 0 ≤ elapsed ≤ whole; all of them when whole is zero.
Bytes moved_by(Bytes bytes, Time elapsed, Time whole);

} // namespace copyscope
