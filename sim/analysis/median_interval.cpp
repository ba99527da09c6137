#include "sim/analysis/median_interval.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace copyscope::analysis {

namespace {

constexpr double most_beyond = 0.025; // of the chance, on one side

} // namespace

std::optional<std::size_t> outside_median_interval(std::size_t values) {
  // chance: of exactly `heads` heads of so many coins. By its logarithm, since 2^-n is soon too small
  // for a double.
  const auto n = static_cast<double>(values);
  double log_of_chance = -n * std::log(2.0);
  double tail = std::exp(log_of_chance);
  std::size_t heads = 0;
  for (; tail <= most_beyond && heads < values; ++heads) {
    log_of_chance += std::log((n - static_cast<double>(heads)) / static_cast<double>(heads + 1));
    tail += std::exp(log_of_chance);
  }
  if (heads == 0 || values == 0) return std::nullopt;
  return heads - 1;
}

double MedianInterval::within() const {
  if (median <= 0) return low == high ? 0 : std::numeric_limits<double>::infinity();
  return static_cast<double>(std::max(high - median, median - low)) / static_cast<double>(median);
}

std::optional<MedianInterval> median_interval(const std::vector<std::int64_t>& sorted) {
  const auto outside = outside_median_interval(sorted.size());
  if (!outside) return std::nullopt;
  const std::size_t last = sorted.size() - 1;
  const std::int64_t low = sorted[last / 2], high = sorted[sorted.size() / 2];
  return MedianInterval{low + (high - low) / 2, sorted[*outside], sorted[last - *outside]};
}

} // namespace copyscope::analysis
