// How many times as fast one way is as another, timed in turns, and how sure that is.
//
// The rounds of a real run are interleaved, so the durations of one turn belong together: what
// slows the machine down meanwhile meets both. Each turn gives a quotient. The estimate is Hodges
// and Lehmann's, and the interval is the one that belongs to Wilcoxon's signed-rank test (M.
// Hollander, D. A. Wolfe, E. Chicken, Nonparametric Statistical Methods, 3rd edition, sections 3.1
// to 3.3), both over the quotients' logarithms: order statistics of the geometric means of any two
// quotients, of one with itself too. That supposes no normal distribution: one slow round among
// many, which is how durations stray, does not decide. It is exact for up to 200 rounds; beyond
// that the statistic's own distribution is taken for normal, which is then right to a part in a
// thousand.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::analysis {

struct Timing {
  std::int64_t turn = 0;        ///< rounds of one turn belong together
  std::int64_t duration_ps = 0; ///< > 0
};

/// The reference's duration over this one's.
struct PairedRatio {
  int rounds = 0;                  ///< turns in which both were timed
  double ratio = 1;                ///< of the estimate; > 1: faster than the reference
  std::optional<double> low, high; ///< at least 95 % sure; none below fewest_for_interval rounds

  bool has_interval() const { return low && high; }
  /// Nobody can tell which is the faster one: the interval of their difference holds 0.
  bool is_tie() const { return has_interval() && *low <= 1 && *high >= 1; }
};

/// With fewer, not even the widest interval, from the smallest quotient to the largest, is 95 %
/// sure: 1 − 2 / 2^5 is 93.75 %.
constexpr int fewest_for_interval = 6;

/// Nothing where they have no turn in common. Turns are in rising order; durations that are not
/// positive are left out.
std::optional<PairedRatio> paired_ratio(const std::vector<Timing>& reference,
                                        const std::vector<Timing>& here);

/// The largest sum t of Wilcoxon's signed-rank statistic T+ of n differences for which
/// P(T+ ≤ t) ≤ 2.5 % where neither way is faster; −1 where there is none. Above 200 differences by
/// the normal distribution.
std::int64_t signed_rank_critical(int n);

} // namespace copyscope::analysis
