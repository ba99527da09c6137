// How sure a median is: the interval between two of the values themselves that holds, at least 95 %
// sure, the median of what they were drawn from.
//
// How many of n values lie below that median is a matter of n fair coins, whatever the values'
// distribution is. So the k-th smallest and the k-th largest enclose it but for twice the chance of
// fewer than k heads (W. J. Conover, Practical Nonparametric Statistics, 3rd edition, section 3.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace copyscope::analysis {

/// How many values lie outside on either side; nothing below 6 values, of which not even the
/// smallest and the largest are far enough apart. For up to 10,000 values.
std::optional<std::size_t> outside_median_interval(std::size_t values);

struct MedianInterval {
  std::int64_t median = 0; ///< of an even number of values the mean of the middle two
  std::int64_t low = 0, high = 0;

  /// The farther end's distance from the median, as a share of the median: 0.03 is ± 3 %.
  double within() const;
};

/// Of values in rising order; nothing below 6.
std::optional<MedianInterval> median_interval(const std::vector<std::int64_t>& sorted);

} // namespace copyscope::analysis
