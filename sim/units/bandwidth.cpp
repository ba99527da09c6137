#include "sim/units/bandwidth.h"

namespace copyscope {

namespace {

constexpr std::int64_t ps_per_second_times_8 = 8'000'000'000'000;

} // namespace

Time transfer_time(Bytes bytes, Bandwidth rate) {
  // bytes < 2^63 and divisor ≤ 10^9 < 2^30: with 8·10^12 < 2^43 the product may need 136 bits, so
  // the factors are multiplied with a check. Every file size allowed (2^48) stays far below.
  Uint128 bits = static_cast<Uint128>(bytes.count()) * ps_per_second_times_8;
  if (__builtin_mul_overflow(bits, static_cast<Uint128>(rate.divisor()), &bits))
    throw OverflowError("a transfer beyond 106 days");
  const auto per_second = static_cast<std::uint64_t>(rate.bits());
  if (bits <= std::numeric_limits<std::uint64_t>::max()) { // one cheap division, nearly always
    const auto narrow = static_cast<std::uint64_t>(bits);
    const std::uint64_t ps = narrow / per_second + (narrow % per_second != 0);
    if (ps <= static_cast<std::uint64_t>(Time::max().ps()))
      return Time::from_ps(static_cast<std::int64_t>(ps));
    throw OverflowError("a transfer beyond 106 days");
  }
  const Uint128 ps = bits / per_second + (bits % per_second != 0);
  if (ps > static_cast<Uint128>(Time::max().ps()))
    throw OverflowError("a transfer beyond 106 days");
  return Time::from_ps(static_cast<std::int64_t>(ps));
}

Bytes moved_by(Bytes bytes, Time elapsed, Time whole) {
  if (whole == Time() || elapsed >= whole) return bytes;
  return Bytes(
      static_cast<std::int64_t>(static_cast<Int128>(bytes.count()) * elapsed.ps() / whole.ps()));
}

} // namespace copyscope
