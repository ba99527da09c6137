// Lines through counts, as formulas.
#include "program/formulas.h"

#include <gtest/gtest.h>

namespace copyscope::program {
namespace {

TEST(Formula, a_line_through_three_points) {
  EXPECT_EQ(formula_through({2, 4, 6}, 1, "n"), "2n");
  EXPECT_EQ(formula_through({1, 2, 3}, 1, "n"), "n");
  EXPECT_EQ(formula_through({2, 3, 4}, 1, "n"), "n + 1");
  EXPECT_EQ(formula_through({6, 10, 14}, 1, "n"), "4n + 2");
}

TEST(Formula, a_constant) {
  EXPECT_EQ(formula_through({0, 0, 0}, 1, "n"), "0");
  EXPECT_EQ(formula_through({1, 1, 1}, 1, "n"), "1");
}

TEST(Formula, bytes_of_the_file) {
  EXPECT_EQ(formula_through({200, 400, 600}, 100, "S"), "2S");
}

TEST(Formula, what_is_no_line_is_told_as_it_is) {
  EXPECT_EQ(formula_through({1, 2, 4}, 1, "n"), "1, 2, 4, …");
  EXPECT_EQ(formula_through({150, 300, 450}, 100, "S"), "150, 300, 450, …");
}

} // namespace
} // namespace copyscope::program
