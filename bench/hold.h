// The hold model, the usual measure of event queues: N events are pending; each that happens
// schedules itself again after a random time. The same times for every engine compared.
#pragma once

#include <bit>
#include <cstdint>

namespace copyscope::bench {

/// xorshift64*; one for each event of the model, as a few operations in a register.
class HoldTimes {
public:
  explicit HoldTimes(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}

  std::uint64_t random() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1Du;
  }

  /// Nearly exponentially distributed with mean 1.5 · 2^20: the logarithm of a uniform number, with
  /// straight lines between the powers of two. At most 64 · 2^20.
  std::int64_t next() {
    const std::uint64_t uniform = random() | 1;
    const int zeros = std::countl_zero(uniform);
    const std::uint64_t below = ((uniform << zeros) << 1) >> 44; // 20 bits
    return (std::int64_t{zeros} + 1) * (std::int64_t{1} << 20) - static_cast<std::int64_t>(below);
  }

private:
  std::uint64_t state_;
};

} // namespace copyscope::bench
