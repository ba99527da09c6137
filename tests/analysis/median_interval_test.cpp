// How sure a median is: the ranks of the tables, and how often the interval holds the median.
#include "sim/analysis/median_interval.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <numeric>
#include <random>

namespace copyscope::analysis {
namespace {

/// Which of n values, the smallest being 1, is the lower end: Conover, table A3, at 95 %.
TEST(MedianInterval, has_the_ranks_of_the_sign_test) {
  const std::pair<std::size_t, std::size_t> ranks[] = {
      {6, 1}, {8, 1}, {9, 2}, {12, 3}, {15, 4}, {20, 6}, {25, 8}, {30, 10}, {50, 18}, {100, 40}};
  for (const auto& [n, rank] : ranks)
    EXPECT_EQ(outside_median_interval(n), rank - 1) << n;
}

TEST(MedianInterval, does_not_exist_below_six_values) {
  for (std::size_t n = 0; n < 6; ++n)
    EXPECT_EQ(outside_median_interval(n), std::nullopt) << n;
  EXPECT_FALSE(median_interval({1, 2, 3, 4, 5}));
}

TEST(MedianInterval, of_many_values_is_near_the_normal_approximation) {
  // n / 2 − 1.96 √n / 2
  EXPECT_NEAR(static_cast<double>(*outside_median_interval(10'000)), 4902, 2);
}

TEST(MedianInterval, is_within_the_share_of_its_farther_end) {
  const auto interval = median_interval({90, 100, 100, 100, 100, 103});
  ASSERT_TRUE(interval);
  EXPECT_EQ(interval->median, 100);
  EXPECT_EQ(interval->low, 90);
  EXPECT_EQ(interval->high, 103);
  EXPECT_DOUBLE_EQ(interval->within(), 0.1);
}

TEST(MedianInterval, of_a_median_of_0_is_within_nothing_unless_all_are_0) {
  EXPECT_EQ(median_interval({0, 0, 0, 0, 0, 0})->within(), 0);
  EXPECT_GT(median_interval({0, 0, 0, 0, 5, 9})->within(), 1e9);
}

/// Of a distribution that is far from a normal one: one value in ten is ten times as large.
TEST(MedianInterval, holds_the_median_in_at_least_95_of_100_samples) {
  std::mt19937 random(1); // the same numbers each time
  std::uniform_int_distribution<std::int64_t> value(900, 1100);
  std::uniform_int_distribution<int> dice(1, 10);
  int held = 0;
  constexpr int samples = 2000;
  for (int i = 0; i < samples; ++i) {
    std::vector<std::int64_t> sorted(25);
    for (std::int64_t& each : sorted)
      each = value(random) * (dice(random) == 1 ? 10 : 1);
    std::ranges::sort(sorted);
    const auto interval = median_interval(sorted);
    constexpr std::int64_t median = 1011; // 5/9 of the values between 900 and 1100 lie below it
    held += interval->low <= median && median <= interval->high ? 1 : 0;
  }
  EXPECT_GE(held, samples * 95 / 100);
}

} // namespace
} // namespace copyscope::analysis
