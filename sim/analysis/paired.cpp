#include "sim/analysis/paired.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace copyscope::analysis {

namespace {

constexpr double most_in_a_tail = 0.025;
constexpr int most_exact = 200; // differences; the work grows with the third power

std::vector<double> quotients(const std::vector<Timing>& reference,
                              const std::vector<Timing>& here) {
  std::vector<double> all;
  auto there = reference.begin();
  for (const Timing& each : here) {
    while (there != reference.end() && there->turn < each.turn)
      ++there;
    if (there == reference.end()) break;
    if (there->turn == each.turn && there->duration_ps > 0 && each.duration_ps > 0)
      all.push_back(static_cast<double>(there->duration_ps) /
                    static_cast<double>(each.duration_ps));
  }
  return all;
}

/// Of any two, and of each with itself: n (n + 1) / 2, in no order.
std::vector<double> geometric_means(const std::vector<double>& quotients) {
  std::vector<double> means;
  means.reserve(quotients.size() * (quotients.size() + 1) / 2);
  for (std::size_t i = 0; i < quotients.size(); ++i) {
    means.push_back(quotients[i]);
    for (std::size_t k = 0; k < i; ++k)
      means.push_back(std::sqrt(quotients[i] * quotients[k]));
  }
  return means;
}

/// The one that would be at `index` were they in rising order. Of a thousand rounds there are half
/// a million means: to find three of them takes a tenth of the time of sorting all.
double in_order(std::vector<double>& values, std::size_t index) {
  const auto there = values.begin() + static_cast<std::ptrdiff_t>(index);
  std::ranges::nth_element(values, there);
  return *there;
}

double median(std::vector<double>& values) {
  const std::size_t half = values.size() / 2;
  const double upper = in_order(values, half);
  return values.size() % 2 == 1 ? upper : std::sqrt(in_order(values, half - 1) * upper);
}

/// The statistic's mean and standard deviation are known; half a step for its whole numbers.
std::int64_t critical_by_normal(double n) {
  constexpr double quantile = 1.959964; // of 2.5 %
  const double mean = n * (n + 1) / 4;
  const double deviation = std::sqrt(n * (n + 1) * (2 * n + 1) / 24);
  return static_cast<std::int64_t>(std::floor(mean - quantile * deviation - 0.5));
}

} // namespace

std::int64_t signed_rank_critical(int n) {
  if (n < fewest_for_interval) return -1;
  if (n > most_exact) return critical_by_normal(n);
  // shares[s]: of the 2^n ways to give ranks 1 to n to either side, those whose sum is s. The mean
  // of the statistic is a bound of the quantile.
  std::vector<double> shares(static_cast<std::size_t>(n) * (static_cast<std::size_t>(n) + 1) / 4 +
                             1);
  shares[0] = 1;
  for (std::size_t rank = 1; rank <= static_cast<std::size_t>(n); ++rank) {
    const std::size_t most = std::min(shares.size() - 1, rank * (rank + 1) / 2);
    for (std::size_t sum = most + 1; sum-- > 0;)
      shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
  }
  double tail = 0;
  std::int64_t critical = -1;
  for (const double share : shares) {
    tail += share;
    if (tail > most_in_a_tail) break;
    ++critical;
  }
  return critical;
}

std::optional<PairedRatio> paired_ratio(const std::vector<Timing>& reference,
                                        const std::vector<Timing>& here) {
  const std::vector<double> all = quotients(reference, here);
  if (all.empty()) return std::nullopt;
  std::vector<double> means = geometric_means(all);
  PairedRatio result;
  result.rounds = static_cast<int>(all.size());
  result.ratio = median(means);
  if (const std::int64_t critical = signed_rank_critical(result.rounds); critical >= 0) {
    const auto outside = static_cast<std::size_t>(critical);
    result.low = in_order(means, outside);
    result.high = in_order(means, means.size() - 1 - outside);
  }
  return result;
}

} // namespace copyscope::analysis
