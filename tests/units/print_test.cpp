// Printing quantities: exactly, and in four digits.
#include "sim/units/people.h"

#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace copyscope {
namespace {

constexpr std::int64_t most_printed = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least_printed = std::numeric_limits<std::int64_t>::min();

/// Numbers of every magnitude, round ones among them.
rc::Gen<std::int64_t> magnitudes() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 63), rc::gen::arbitrary<std::uint64_t>(),
                     rc::gen::element<std::int64_t>(1, 10, 1000, 1'000'000, 1024, 1 << 20)),
      [](const std::tuple<int, std::uint64_t, std::int64_t>& parts) {
        const auto [bits, random, round] = parts;
        const auto value = static_cast<std::int64_t>(random >> 1 >> (62 - bits));
        return value > round ? value / round * round : value;
      });
}

TEST(Print, times_come_in_the_largest_unit_that_leaves_one) {
  EXPECT_EQ(to_string(Time::from_ps(154'467'200)), "154.4672 us");
  EXPECT_EQ(to_string(Time::from_ps(100'000)), "100 ns");
  EXPECT_EQ(to_string(Time::from_ps(999)), "999 ps");
  EXPECT_EQ(to_string(Time::from_ps(1'000)), "1 ns");
  EXPECT_EQ(to_string(Time::from_ps(1'000'000'000'001)), "1.000000000001 s");
  EXPECT_EQ(to_string(Time()), "0 s");
  EXPECT_EQ(to_string(Time::max()), "9223372.036854775807 s");
  EXPECT_EQ(to_string(Time::from_ps(-1'500)), "-1.5 ns");
  EXPECT_EQ(to_string(Time::from_ps(least_printed)), "-9223372.036854775808 s");
}

TEST(Print, bytes_come_in_the_unit_of_the_shortest_number) {
  EXPECT_EQ(to_string(Bytes(0)), "0 B");
  EXPECT_EQ(to_string(Bytes(4)), "4 B");
  EXPECT_EQ(to_string(Bytes(1'460)), "1460 B");
  EXPECT_EQ(to_string(Bytes(4'096)), "4 KiB");
  EXPECT_EQ(to_string(Bytes(65'536)), "64 KiB");
  EXPECT_EQ(to_string(Bytes(65'537)), "65537 B");
  EXPECT_EQ(to_string(Bytes(320'000'000)), "320 MB");
  EXPECT_EQ(to_string(Bytes(2'500'000)), "2.5 MB");
  EXPECT_EQ(to_string(Bytes(3 << 19)), "1.5 MiB");
  EXPECT_EQ(to_string(Bytes(std::int64_t{1} << 48)), "256 TiB");
  EXPECT_EQ(to_string(Bytes(most_printed)), "9223372036854775807 B");
  EXPECT_EQ(to_string(Bytes(-5)), "-5 B");
}

TEST(Print, bandwidths_come_in_bytes_unless_bits_are_much_rounder) {
  EXPECT_EQ(to_string(Bandwidth::from_bytes(10'000'000'000)), "10 GB/s");
  EXPECT_EQ(to_string(Bandwidth::from_bytes(2'500'000'000)), "2.5 GB/s");
  EXPECT_EQ(to_string(Bandwidth::from_bits(1'000'000'000)), "1 Gbit/s");
  EXPECT_EQ(to_string(Bandwidth::from_bits(10'000'000'000)), "10 Gbit/s");
  EXPECT_EQ(to_string(Bandwidth::from_bits(25'000'000'000)), "25 Gbit/s");
  EXPECT_EQ(to_string(Bandwidth::from_bytes(1 << 30)), "1 GiB/s");
  EXPECT_EQ(to_string(Bandwidth::from_bits(1, 1)), "0.1 bit/s");
  EXPECT_EQ(to_string(Bandwidth::from_bits(1, 9)), "0.000000001 bit/s");
  EXPECT_EQ(to_string(Bandwidth()), "0 B/s");
}

TEST(Print, decimals_are_printed_as_they_are) {
  EXPECT_EQ(to_string(Decimal{25, 2}), "0.25");
  EXPECT_EQ(to_string(Decimal{}), "0");
  EXPECT_EQ(to_string(Decimal{1, 0}), "1");
  EXPECT_EQ(to_string(Decimal{1, 27}), "0.000000000000000000000000001");
  EXPECT_EQ(to_string(Decimal{12345, 2}), "123.45");
}

TEST(Print, brief_has_four_digits_and_rounds_halves_up) {
  EXPECT_EQ(brief(Time::from_ps(154'467'200)), "154.5 µs");
  EXPECT_EQ(brief(Time::from_ps(154'450'000)), "154.5 µs");
  EXPECT_EQ(brief(Time::from_ps(154'449'999)), "154.4 µs");
  EXPECT_EQ(brief(Time::from_ps(100'000)), "100 ns");
  EXPECT_EQ(brief(Time::from_ps(1'234'567)), "1.235 µs");
  EXPECT_EQ(brief(Time::from_ps(12'345'678)), "12.35 µs");
  EXPECT_EQ(brief(Time()), "0 s");
  EXPECT_EQ(brief(Time::from_ps(-1'234'567)), "-1.235 µs");
  EXPECT_EQ(brief(Time::max()), "9223372 s");
  EXPECT_EQ(brief(Time::from_ps(least_printed)), "-9223372 s");
}

TEST(Print, brief_goes_to_the_next_unit_where_it_rounds_up_to_it) {
  EXPECT_EQ(brief(Time::from_ps(999'949'999)), "999.9 µs");
  EXPECT_EQ(brief(Time::from_ps(999'950'000)), "1 ms");
  EXPECT_EQ(brief(Bytes(999'950'001)), "1 GB");
}

TEST(Print, brief_bytes_count_pages_as_memory_and_the_rest_as_disks_do) {
  EXPECT_EQ(brief(Bytes(65'536)), "64 KiB");
  EXPECT_EQ(brief(Bytes(131'073)), "131.1 kB");
  EXPECT_EQ(brief(Bytes(4'096 * 2571)), "10.04 MiB");
  EXPECT_EQ(brief(Bytes(1'460)), "1,460 B");
  EXPECT_EQ(brief(Bytes(320'000'000)), "320 MB");
  EXPECT_EQ(brief(Bytes(123)), "123 B");
}

TEST(Print, numbers_that_stand_together_are_told_in_the_same_family_of_units) {
  EXPECT_EQ(brief(Bytes(63'540), Bytes(65'536)), "62.05 KiB");
  EXPECT_EQ(brief(Bytes(512), Bytes(65'536)), "512 B");
  EXPECT_EQ(brief(Bytes(65'536), Bytes(320'000'000)), "65.54 kB");
  EXPECT_EQ(brief(Bytes(320'000'000), Bytes(320'000'000)), "320 MB");
  EXPECT_EQ(brief(Bytes(1'000), Bytes(1'048'576)), "1,000 B");
  EXPECT_EQ(brief(Bytes(0), Bytes(65'536)), "0 B");
  EXPECT_EQ(brief(Bytes(65'536), Bytes(1'460)), "64 KiB");
}

TEST(Print, exact_times_for_people_have_the_micro_sign_and_are_read_again) {
  EXPECT_EQ(spelled(Time::from_ps(154'467'200)), "154.4672 µs");
  EXPECT_EQ(parse_time(spelled(Time::from_ps(154'467'200))), Time::from_ps(154'467'200));
  EXPECT_EQ(spelled(Time::from_ps(100'000)), "100 ns");
  EXPECT_EQ(with_micro("100 us"), "100 µs");
}

TEST(Print, brief_bandwidths_of_runs_are_bytes_a_second) {
  EXPECT_EQ(brief(Bandwidth::from_bits(3'394'170'412)), "424.3 MB/s");
  EXPECT_EQ(brief(Bandwidth::from_bits(10'000'000'000)), "10 Gbit/s");
  EXPECT_EQ(brief(Bandwidth::from_bits(7)), "7 bit/s");
  EXPECT_EQ(brief(Bandwidth()), "0 B/s");
}

RC_GTEST_PROP(PrintProperty, reading_what_was_printed_gives_the_time, ()) {
  const Time time = Time::from_ps(*magnitudes());
  RC_ASSERT(parse_time(to_string(time)) == time);
}

RC_GTEST_PROP(PrintProperty, reading_what_was_printed_gives_the_bytes, ()) {
  const Bytes bytes(*magnitudes());
  RC_ASSERT(parse_bytes(to_string(bytes)) == bytes);
}

RC_GTEST_PROP(PrintProperty, reading_what_was_printed_gives_the_bandwidth, ()) {
  const Bandwidth rate = Bandwidth::from_bits(*magnitudes(), *rc::gen::inRange(0, 10));
  RC_ASSERT(parse_bandwidth(to_string(rate)) == rate);
}

RC_GTEST_PROP(PrintProperty, reading_what_was_printed_gives_the_decimal, ()) {
  Decimal decimal{static_cast<Uint128>(*magnitudes()), *rc::gen::inRange(0, 28)};
  if (decimal.digits == 0) decimal.decimals = 0;
  for (; decimal.decimals > 0 && decimal.digits % 10 == 0; --decimal.decimals)
    decimal.digits /= 10;
  RC_ASSERT(parse_decimal(to_string(decimal)) == decimal);
}

RC_GTEST_PROP(PrintProperty, printing_what_was_read_and_reading_it_changes_nothing, ()) {
  const std::string number = std::to_string(*rc::gen::inRange(0, 100'000)) + "." +
                             std::to_string(*rc::gen::inRange(0, 1'000));
  const std::string unit = *rc::gen::element<std::string>("ns", "us", "ms", "s");
  const Time time = parse_time(number + unit);
  RC_ASSERT(parse_time(to_string(time)) == time);
}

RC_GTEST_PROP(PrintProperty, brief_is_within_half_of_the_fourth_digit, ()) {
  const Time time = Time::from_ps(*magnitudes());
  const Time shown = parse_time(brief(time));
  const Int128 error = Int128{time.ps()} - shown.ps();
  RC_ASSERT((error < 0 ? -error : error) * 2'000 <= Int128{time.ps()} + 1'999);
}

} // namespace
} // namespace copyscope
