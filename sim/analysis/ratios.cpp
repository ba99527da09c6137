#include "sim/analysis/ratios.h"

namespace copyscope::analysis {

namespace {

constexpr Uint128 ps_per_second = 1'000'000'000'000;

} // namespace

std::optional<Fraction> throughput_of(const Result& result) {
  if (!result.duration_ps) return std::nullopt;
  const bool is_of_a_case =
      result.source == trace::Source::simulated || result.source == trace::Source::real;
  if (!is_of_a_case && result.bytes == 0) return std::nullopt; // nobody has said how many
  if (*result.duration_ps <= 0) return Fraction{};
  return Fraction{static_cast<Uint128>(result.bytes) * ps_per_second,
                  static_cast<Uint128>(*result.duration_ps)};
}

std::optional<Fraction> utilization_of(const Result& result) {
  if (!result.duration_ps || !result.time_ps) return std::nullopt;
  if (*result.duration_ps <= 0) return Fraction{};
  const Fraction busy{static_cast<Uint128>(*result.time_ps),
                      static_cast<Uint128>(*result.duration_ps) *
                          static_cast<Uint128>(result.cores)};
  // Of a real run the two are read from two clocks, one of which is slewed by up to 0.05 %
  // (adjtimex(2)): a CPU that never rests may seem to have worked for longer than there was time.
  // At the level `linux` the kernel works on for a while after the last byte has arrived.
  const bool may_seem_more =
      result.source == trace::Source::real || result.fidelity == scenario::Fidelity::linux;
  if (may_seem_more && busy.numerator > busy.denominator) return Fraction{1, 1};
  return busy;
}

} // namespace copyscope::analysis
