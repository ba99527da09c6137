// Time, Bytes, Bandwidth: exact results, and a report where they do not fit.
#include "sim/units/bandwidth.h"
#include "sim/units/wide.h"

#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace copyscope {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest_file = std::int64_t{1} << 48;

TEST(Time, sums_differences_and_multiples_are_exact) {
  Time time = Time::from_ps(5);
  time += Time::from_ps(7);
  EXPECT_EQ(time, Time::from_ps(12));
  time -= Time::from_ps(20);
  EXPECT_EQ(time, Time::from_ps(-8));
  EXPECT_EQ(time * -3, Time::from_ps(24));
  EXPECT_LT(time, Time());
}

TEST(Time, what_does_not_fit_throws) {
  EXPECT_EQ(Time::max() + Time(), Time::max());
  EXPECT_THROW(Time::max() + Time::from_ps(1), OverflowError);
  EXPECT_THROW(Time::from_ps(smallest) - Time::from_ps(1), OverflowError);
  EXPECT_THROW(Time() - Time::from_ps(smallest), OverflowError);
  EXPECT_THROW(Time::max() * 2, OverflowError);
  EXPECT_THROW(Time::from_ps(smallest) * -1, OverflowError);
}

TEST(Bytes, what_does_not_fit_throws) {
  EXPECT_THROW(Bytes(largest) + Bytes(1), OverflowError);
  EXPECT_THROW(Bytes(smallest) - Bytes(1), OverflowError);
  EXPECT_THROW(Bytes(largest) * 2, OverflowError);
  EXPECT_EQ(Bytes(largest) - Bytes(largest), Bytes(0));
}

TEST(Bytes, parts_are_rounded_up) {
  EXPECT_EQ(parts(Bytes(0), Bytes(7)), 0);
  EXPECT_EQ(parts(Bytes(1), Bytes(7)), 1);
  EXPECT_EQ(parts(Bytes(7), Bytes(7)), 1);
  EXPECT_EQ(parts(Bytes(8), Bytes(7)), 2);
  EXPECT_EQ(parts(Bytes(largest), Bytes(1)), largest);
}

TEST(Bandwidth, equal_rates_are_equal_however_they_are_written) {
  EXPECT_EQ(Bandwidth::from_bits(2500, 3), Bandwidth::from_bits(25, 1));
  EXPECT_EQ(Bandwidth::from_bits(0, 9), Bandwidth());
  EXPECT_EQ(Bandwidth::from_bits(2500, 3).divisor(), 10);
  EXPECT_EQ(Bandwidth::from_bytes(1), Bandwidth::from_bits(8));
  EXPECT_THROW(Bandwidth::from_bytes(largest), OverflowError);
}

TEST(Bandwidth, rates_compare_by_value) {
  EXPECT_LT(Bandwidth::from_bits(1, 1), Bandwidth::from_bits(1));
  EXPECT_LT(Bandwidth::from_bits(largest, 9), Bandwidth::from_bits(largest));
  EXPECT_GT(Bandwidth::from_bits(11, 1), Bandwidth::from_bits(1));
}

TEST(TransferTime, is_rounded_up_to_a_whole_picosecond) {
  EXPECT_EQ(transfer_time(Bytes(65'536), Bandwidth::from_bytes(10'000'000'000)),
            Time::from_ps(6'553'600));
  EXPECT_EQ(transfer_time(Bytes(1), Bandwidth::from_bytes(3'000'000'000'000)), Time::from_ps(1));
  EXPECT_EQ(transfer_time(Bytes(4), Bandwidth::from_bytes(3'000'000'000'000)), Time::from_ps(2));
  EXPECT_EQ(transfer_time(Bytes(0), Bandwidth::from_bits(1)), Time());
  EXPECT_EQ(transfer_time(Bytes(1), Bandwidth::from_bits(1, 1)), Time::from_ps(80'000'000'000'000));
  EXPECT_EQ(transfer_time(Bytes(1), Bandwidth::from_bits(largest)), Time::from_ps(1));
}

TEST(TransferTime, that_takes_too_long_throws) {
  // 106 days at a bit a second are 1.15 MB.
  EXPECT_EQ(transfer_time(Bytes(1'152'921), Bandwidth::from_bits(1)),
            Time::from_ps(1'152'921) * 8'000'000'000'000);
  EXPECT_THROW(transfer_time(Bytes(1'152'922), Bandwidth::from_bits(1)), OverflowError);
  EXPECT_THROW(transfer_time(Bytes(largest), Bandwidth::from_bits(1, 9)), OverflowError);
  EXPECT_THROW(transfer_time(Bytes(largest), Bandwidth::from_bits(largest, 9)), OverflowError);
}

RC_GTEST_PROP(TransferTimeProperty, is_the_least_time_in_which_the_bytes_fit, ()) {
  const auto bytes = *rc::gen::inRange<std::int64_t>(0, largest_file + 1);
  const auto bits = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
  const int decimals = *rc::gen::inRange(0, 4);
  const Bandwidth rate = Bandwidth::from_bits(bits, decimals);
  // bits sent in `ps` picoseconds, times 10^12 and the divisor: ps × bits ≥ bytes × 8 × 10^12 ×
  // divisor.
  const Int128 needed = Int128{bytes} * 8'000'000'000'000 * rate.divisor();
  const Int128 ps = (needed + rate.bits() - 1) / rate.bits();
  if (ps > largest) {
    RC_ASSERT_THROWS_AS(transfer_time(Bytes(bytes), rate), OverflowError);
  } else {
    RC_ASSERT(transfer_time(Bytes(bytes), rate) == Time::from_ps(static_cast<std::int64_t>(ps)));
  }
}

TEST(MovedBy, grows_from_nothing_to_all) {
  EXPECT_EQ(moved_by(Bytes(10), Time(), Time::from_ps(4)), Bytes(0));
  EXPECT_EQ(moved_by(Bytes(10), Time::from_ps(1), Time::from_ps(4)), Bytes(2));
  EXPECT_EQ(moved_by(Bytes(10), Time::from_ps(4), Time::from_ps(4)), Bytes(10));
  EXPECT_EQ(moved_by(Bytes(10), Time(), Time()), Bytes(10));
  EXPECT_EQ(moved_by(Bytes(largest), Time::from_ps(largest - 1), Time::max()), Bytes(largest - 1));
}

RC_GTEST_PROP(MovedByProperty, is_the_exact_share_rounded_down, ()) {
  const auto bytes = *rc::gen::inRange<std::int64_t>(0, largest_file + 1);
  const auto whole = *rc::gen::inRange<std::int64_t>(1, largest);
  const auto elapsed = *rc::gen::inRange<std::int64_t>(0, whole);
  const auto moved = moved_by(Bytes(bytes), Time::from_ps(elapsed), Time::from_ps(whole)).count();
  RC_ASSERT(Int128{moved} * whole <= Int128{bytes} * elapsed);
  RC_ASSERT(Int128{moved + 1} * whole > Int128{bytes} * elapsed);
}

} // namespace
} // namespace copyscope
