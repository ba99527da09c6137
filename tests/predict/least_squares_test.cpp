#include "predict/least_squares.h"

#include <cmath>
#include <gmock/gmock.h>
#include <random>

namespace copyscope::predict {
namespace {

using Rows = std::vector<std::vector<double>>;
using testing::DoubleNear;
using testing::ElementsAre;

auto near(double value) {
  return DoubleNear(value, 1e-8);
}

TEST(LeastSquares, what_can_be_met_exactly_is) {
  EXPECT_THAT(non_negative_least_squares({{2, 1}, {1, 3}}, {5, 10}), ElementsAre(near(1), near(3)));
}

TEST(LeastSquares, of_more_rows_than_unknowns_the_nearest) {
  // The straight line through (0, 1), (1, 3), (2, 4): 7/6 + 3/2 x.
  EXPECT_THAT(non_negative_least_squares({{1, 0}, {1, 1}, {1, 2}}, {1, 3, 4}),
              ElementsAre(near(7.0 / 6), near(1.5)));
}

TEST(LeastSquares, what_would_be_negative_is_nothing) {
  // Unbounded it would be 2 and -1; with the second at 0 the first is the mean.
  EXPECT_THAT(non_negative_least_squares({{1, 0}, {1, 1}, {1, 2}}, {2, 1, 0}),
              ElementsAre(near(1), near(0)));
}

TEST(LeastSquares, an_unknown_that_no_row_depends_on_is_nothing) {
  EXPECT_THAT(non_negative_least_squares({{1, 0}, {2, 0}}, {3, 6}), ElementsAre(near(3), near(0)));
}

TEST(LeastSquares, unknowns_that_say_the_same_are_no_trouble) {
  const auto found = non_negative_least_squares({{1, 1}, {2, 2}}, {3, 6});
  EXPECT_NEAR(found[0] + found[1], 3, 1e-8);
  EXPECT_GE(std::min(found[0], found[1]), 0);
}

TEST(LeastSquares, nothing_is_wanted_and_nothing_given) {
  EXPECT_THAT(non_negative_least_squares({{1, 2}, {3, 4}}, {-1, -1}), ElementsAre(0, 0));
}

TEST(LeastSquares, what_does_not_fit_together_is_refused) {
  EXPECT_THROW(non_negative_least_squares({}, {}), std::invalid_argument);
  EXPECT_THROW(non_negative_least_squares({{1}}, {1, 2}), std::invalid_argument);
  EXPECT_THROW(non_negative_least_squares({{1}, {1, 2}}, {1, 2}), std::invalid_argument);
  EXPECT_THROW(non_negative_least_squares({{NAN}}, {1}), std::invalid_argument);
}

// Karush, Kuhn and Tucker: at the minimum no unknown that is 0 would gain by growing, and none of
// the others by any change.
TEST(LeastSquares, is_a_minimum_whatever_the_rows) {
  std::mt19937 random(1974);
  std::normal_distribution<double> number;
  for (int time = 0; time < 500; ++time) {
    const std::size_t unknowns = 1 + random() % 9, count = unknowns + random() % 9;
    Rows rows(count, std::vector<double>(unknowns));
    std::vector<double> wanted(count);
    for (std::size_t i = 0; i < count; ++i) {
      wanted[i] = number(random);
      for (double& each : rows[i])
        each = number(random);
    }
    const std::vector<double> x = non_negative_least_squares(rows, wanted);
    for (std::size_t k = 0; k < unknowns; ++k) {
      double gain = 0;
      for (std::size_t i = 0; i < count; ++i) {
        double rest = wanted[i];
        for (std::size_t j = 0; j < unknowns; ++j)
          rest -= rows[i][j] * x[j];
        gain += rows[i][k] * rest;
      }
      ASSERT_GE(x[k], 0);
      if (x[k] > 0)
        ASSERT_NEAR(gain, 0, 1e-6);
      else
        ASSERT_LE(gain, 1e-6);
    }
  }
}

} // namespace
} // namespace copyscope::predict
