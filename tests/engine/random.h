// Random numbers for the tests: SplitMix64, the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>

namespace copyscope::engine {

class Random {
public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  /// [0, bound[
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(bound));
  }

  std::int64_t exponential(std::int64_t mean) {
    const double uniform = (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53;
    return std::llround(-std::log(uniform) * static_cast<double>(mean));
  }

private:
  std::uint64_t state_;
};

} // namespace copyscope::engine
