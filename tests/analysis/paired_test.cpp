// How many times as fast, and how sure: against published values.
#include "sim/analysis/paired.h"

#include <cmath>
#include <gtest/gtest.h>

namespace copyscope::analysis {
namespace {

std::vector<Timing> timings(const std::vector<std::int64_t>& durations) {
  std::vector<Timing> all;
  for (const std::int64_t each : durations)
    all.push_back({static_cast<std::int64_t>(all.size()), each});
  return all;
}

/// Durations whose logarithms are these.
std::vector<Timing> of_logarithms(const std::vector<double>& logarithms) {
  std::vector<std::int64_t> durations;
  for (const double each : logarithms)
    durations.push_back(std::llround(std::exp(each) * 1e12));
  return timings(durations);
}

TEST(SignedRankCritical, is_what_the_printed_tables_say_for_5_percent_on_two_sides) {
  const std::pair<int, std::int64_t> table[] = {{6, 0},   {7, 2},   {8, 3},   {9, 5},   {10, 8},
                                                {11, 10}, {12, 13}, {13, 17}, {14, 21}, {15, 25},
                                                {16, 29}, {17, 34}, {18, 40}, {19, 46}, {20, 52},
                                                {21, 58}, {22, 65}, {23, 73}, {24, 81}, {25, 89}};
  for (const auto& [n, critical] : table)
    EXPECT_EQ(signed_rank_critical(n), critical) << n;
}

TEST(SignedRankCritical, does_not_exist_below_six) {
  for (int n = 0; n < fewest_for_interval; ++n)
    EXPECT_EQ(signed_rank_critical(n), -1) << n;
}

TEST(PairedRatio, of_the_example_of_hollander_and_wolfe) {
  // Hamilton's depression factors of nine patients, before and after (3rd edition, example 3.1):
  // an estimate of 0.46 for the difference, and (0.010, 0.786) for its 96.1 % interval.
  const auto before = of_logarithms({1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30});
  const auto after = of_logarithms({0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29});
  const auto found = paired_ratio(before, after);
  ASSERT_TRUE(found && found->has_interval());
  EXPECT_EQ(found->rounds, 9);
  EXPECT_NEAR(std::log(found->ratio), 0.46, 1e-9);
  EXPECT_NEAR(std::log(*found->low), 0.010, 1e-9);
  EXPECT_NEAR(std::log(*found->high), 0.786, 1e-9);
  EXPECT_FALSE(found->is_tie());
}

TEST(PairedRatio, tells_apart_what_never_overlaps_however_far_one_of_them_strays) {
  const auto slow = timings({17'200, 19'000, 18'100, 28'200, 17'900, 18'400, 22'000});
  const auto fast = timings({12'000, 12'600, 11'900, 12'100, 12'300, 12'000, 12'200});
  const auto found = paired_ratio(slow, fast);
  ASSERT_TRUE(found && found->has_interval());
  EXPECT_FALSE(found->is_tie());
  EXPECT_GT(*found->low, 1.4);
  EXPECT_LT(*found->high, 2.1);
}

TEST(PairedRatio, is_a_tie_where_now_this_one_now_that_one_is_faster) {
  const auto one = timings({100, 120, 100, 110, 100, 130, 105});
  const auto other = timings({110, 100, 115, 100, 120, 100, 104});
  const auto found = paired_ratio(one, other);
  ASSERT_TRUE(found && found->has_interval());
  EXPECT_TRUE(found->is_tie());
}

TEST(PairedRatio, is_a_tie_of_the_same_durations) {
  const auto same = timings({100, 200, 300, 400, 500, 600});
  const auto found = paired_ratio(same, same);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ratio, 1);
  EXPECT_TRUE(found->is_tie());
}

TEST(PairedRatio, takes_what_slows_down_both_for_no_difference) {
  // Each turn of the one takes 2 % longer, while the turns themselves differ by a factor of 8.
  const auto reference = timings({1020, 2040, 4080, 8160, 1020, 2040, 4080});
  const auto here = timings({1000, 2000, 4000, 8000, 1000, 2000, 4000});
  const auto found = paired_ratio(reference, here);
  ASSERT_TRUE(found && found->has_interval());
  EXPECT_DOUBLE_EQ(found->ratio, 1.02);
  EXPECT_DOUBLE_EQ(*found->low, 1.02);
  EXPECT_FALSE(found->is_tie());
}

TEST(PairedRatio, pairs_by_turn_and_leaves_out_what_has_no_partner) {
  const auto found = paired_ratio({{1, 200}, {2, 999}, {3, 200}, {5, 200}},
                                  {{1, 100}, {3, 100}, {4, 777}, {5, 0}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rounds, 2);
  EXPECT_EQ(found->ratio, 2);
}

TEST(PairedRatio, has_no_interval_and_is_no_tie_below_six_rounds) {
  const auto found = paired_ratio(timings({2, 4, 6, 8, 10}), timings({1, 2, 3, 4, 5}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ratio, 2);
  EXPECT_FALSE(found->has_interval());
  EXPECT_FALSE(found->is_tie());
}

TEST(PairedRatio, of_nothing_is_nothing) {
  EXPECT_FALSE(paired_ratio({}, {}));
  EXPECT_FALSE(paired_ratio({{1, 5}}, {{2, 5}}));
}

TEST(PairedRatio, turned_round_is_its_reciprocal) {
  const auto one = timings({100, 120, 100, 110, 100, 130, 105, 99});
  const auto other = timings({110, 100, 115, 100, 120, 100, 104, 97});
  const auto there = paired_ratio(one, other), back = paired_ratio(other, one);
  ASSERT_TRUE(there && back && there->has_interval() && back->has_interval());
  EXPECT_NEAR(there->ratio * back->ratio, 1, 1e-12);
  EXPECT_NEAR(*there->low * *back->high, 1, 1e-12);
}

} // namespace
} // namespace copyscope::analysis
