// Fractions compared and rounded exactly.
#include "sim/analysis/fraction.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace copyscope::analysis {
namespace {

TEST(Fraction, equal_values_in_other_terms_are_equal) {
  EXPECT_EQ(compare({1, 3}, {2, 6}), std::strong_ordering::equal);
  EXPECT_EQ(compare({0, 3}, {0, 7}), std::strong_ordering::equal);
}

TEST(Fraction, a_difference_below_any_double_is_seen) {
  const Uint128 huge = Uint128{1} << 126;
  EXPECT_EQ(compare({huge + 1, huge}, {1, 1}), std::strong_ordering::greater);
  EXPECT_EQ(compare({huge - 1, huge}, {huge, huge + 1}), std::strong_ordering::less);
}

RC_GTEST_PROP(Fraction, compares_as_the_cross_products_do, ()) {
  const auto number = [](int from) { return *rc::gen::inRange<std::uint64_t>(from, 1'000'000); };
  const std::uint64_t a = number(0), b = number(1), c = number(0), d = number(1);
  RC_ASSERT(compare({a, b}, {c, d}) == (a * d <=> c * b));
}

RC_GTEST_PROP(Fraction, is_antisymmetric_where_products_would_overflow, ()) {
  const auto wide = [] {
    return Uint128{*rc::gen::arbitrary<std::uint64_t>()} << 60 |
           *rc::gen::arbitrary<std::uint64_t>();
  };
  const Fraction a{wide(), wide() + 1}, b{wide(), wide() + 1};
  RC_ASSERT(compare(a, b) == (0 <=> compare(b, a)));
  RC_ASSERT(compare(a, a) == std::strong_ordering::equal);
}

TEST(Fraction, rounds_halves_up) {
  EXPECT_EQ(rounded({1, 4}, 10), 0.3);
  EXPECT_EQ(rounded({24, 100}, 10), 0.2);
  EXPECT_EQ(rounded({19, 20}, 10), 1.0);
  EXPECT_EQ(rounded({13507200, 154467200}, 10'000), 0.0874);
}

} // namespace
} // namespace copyscope::analysis
