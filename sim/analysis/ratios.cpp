#include "sim/analysis/ratios.h"

namespace copyscope::analysis {

namespace {

constexpr Uint128 ps_per_second = 1'000'000'000'000;

} // namespace

std::optional<Fraction> throughput_of(const Result& result) {
  if (!result.duration_ps) return std::nullopt;
  if (*result.duration_ps <= 0) return Fraction{};
  return Fraction{static_cast<Uint128>(result.bytes) * ps_per_second,
                  static_cast<Uint128>(*result.duration_ps)};
}

std::optional<Fraction> utilization_of(const Result& result) {
  if (!result.duration_ps || !result.user_ps || !result.kernel_ps) return std::nullopt;
  if (*result.duration_ps <= 0) return Fraction{};
  return Fraction{static_cast<Uint128>(*result.user_ps) + static_cast<Uint128>(*result.kernel_ps),
                  static_cast<Uint128>(*result.duration_ps) * static_cast<Uint128>(result.cores)};
}

} // namespace copyscope::analysis
