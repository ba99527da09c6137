// Reading quantities: every unit, every kind of mistake, the borders.
#include "sim/units/quantity.h"
#include "sim/units/unit.h"

#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace copyscope {
namespace {

constexpr std::int64_t largest_amount = std::numeric_limits<std::int64_t>::max();

/// The error that reading gives; fails the test where there is none.
template <class Parse> QuantityError error_of(Parse parse, std::string_view text) {
  try {
    parse(text);
  } catch (const QuantityError& error) {
    return error;
  }
  ADD_FAILURE() << "`" << text << "` was accepted";
  return QuantityError(0, "", "");
}

TEST(Quantity, each_unit_of_time_has_its_size) {
  const std::pair<const char*, std::int64_t> units[] = {
      {"ps", 1},         {"ns", 1'000},         {"us", 1'000'000},       {"µs", 1'000'000},
      {"μs", 1'000'000}, {"ms", 1'000'000'000}, {"s", 1'000'000'000'000}};
  for (const auto& [unit, ps] : units) {
    EXPECT_EQ(parse_time(std::string("7 ") + unit), Time::from_ps(7 * ps)) << unit;
    EXPECT_EQ(parse_time(std::string("7") + unit), Time::from_ps(7 * ps)) << unit;
  }
}

TEST(Quantity, each_unit_of_bytes_has_its_size) {
  const std::pair<const char*, std::int64_t> units[] = {{"B", 1},
                                                        {"kB", 1'000},
                                                        {"MB", 1'000'000},
                                                        {"GB", 1'000'000'000},
                                                        {"TB", 1'000'000'000'000},
                                                        {"KiB", std::int64_t{1} << 10},
                                                        {"MiB", std::int64_t{1} << 20},
                                                        {"GiB", std::int64_t{1} << 30},
                                                        {"TiB", std::int64_t{1} << 40}};
  for (const auto& [unit, bytes] : units)
    EXPECT_EQ(parse_bytes(std::string("3 ") + unit), Bytes(3 * bytes)) << unit;
}

TEST(Quantity, each_unit_of_bandwidth_has_its_size) {
  const std::pair<const char*, std::int64_t> units[] = {{"bit/s", 1},
                                                        {"kbit/s", 1'000},
                                                        {"Mbit/s", 1'000'000},
                                                        {"Gbit/s", 1'000'000'000},
                                                        {"Tbit/s", 1'000'000'000'000},
                                                        {"B/s", 8},
                                                        {"kB/s", 8'000},
                                                        {"MB/s", 8'000'000},
                                                        {"GB/s", 8'000'000'000},
                                                        {"TB/s", 8'000'000'000'000},
                                                        {"KiB/s", std::int64_t{8} << 10},
                                                        {"MiB/s", std::int64_t{8} << 20},
                                                        {"GiB/s", std::int64_t{8} << 30},
                                                        {"TiB/s", std::int64_t{8} << 40}};
  for (const auto& [unit, bits] : units)
    EXPECT_EQ(parse_bandwidth(std::string("5 ") + unit), Bandwidth::from_bits(5 * bits)) << unit;
}

TEST(Quantity, the_table_of_units_is_all_that_is_tested_here) {
  EXPECT_EQ(units::all_units().size(), 7U + 9U + 14U + 4U);
}

TEST(Quantity, decimals_and_exponents_are_exact) {
  EXPECT_EQ(parse_time("1.5 us"), Time::from_ps(1'500'000));
  EXPECT_EQ(parse_time(".5 ns"), Time::from_ps(500));
  EXPECT_EQ(parse_time("0.000000000001 s"), Time::from_ps(1));
  EXPECT_EQ(parse_time("1e3 ns"), Time::from_ps(1'000'000));
  EXPECT_EQ(parse_time("1.25E-1ns"), Time::from_ps(125));
  EXPECT_EQ(parse_time("100000e-5 ns"), Time::from_ps(1'000));
  EXPECT_EQ(parse_bytes("0.5 KiB"), Bytes(512));
  EXPECT_EQ(parse_bytes("0.0009765625 KiB"), Bytes(1));
  EXPECT_EQ(parse_bandwidth("2.5 GB/s"), Bandwidth::from_bits(20'000'000'000));
  EXPECT_EQ(parse_bandwidth("0.1 bit/s"), Bandwidth::from_bits(1, 1));
  EXPECT_EQ(parse_bandwidth("0.000000001 bit/s"), Bandwidth::from_bits(1, 9));
}

TEST(Quantity, blanks_around_number_and_unit_do_not_matter) {
  EXPECT_EQ(parse_time("  100ns  "), Time::from_ps(100'000));
  EXPECT_EQ(parse_time("\t100 \t ns"), Time::from_ps(100'000));
}

TEST(Quantity, zero_needs_no_unit) {
  EXPECT_EQ(parse_time("0"), Time());
  EXPECT_EQ(parse_bytes("0.0"), Bytes(0));
  EXPECT_EQ(parse_bandwidth("0e5"), Bandwidth());
  EXPECT_EQ(parse_time("0 ms"), Time());
}

TEST(Quantity, zeros_of_any_number_are_no_digits) {
  const std::string zeros(1'000, '0');
  EXPECT_EQ(parse_bytes(zeros + "64." + zeros + " KiB"), Bytes(65'536));
  EXPECT_EQ(parse_bytes("1" + zeros + "e-1000 B"), Bytes(1));
}

TEST(Quantity, the_largest_values_fit_and_the_next_ones_do_not) {
  EXPECT_EQ(parse_time("9223372036854775807 ps"), Time::max());
  EXPECT_EQ(parse_time("9223372.036854775807 s"), Time::max());
  EXPECT_EQ(error_of(parse_time, "9223372036854775808 ps").expected,
            "a time of at most 9223372.036854775807 s");
  EXPECT_EQ(parse_bytes("9223372036854775807"
                        " B"),
            Bytes(largest_amount));
  EXPECT_EQ(error_of(parse_bytes, "8388608 TiB").expected, "less than 2^63 bytes");
  EXPECT_EQ(parse_bandwidth("9223372036854775807 bit/s"), Bandwidth::from_bits(largest_amount));
  EXPECT_EQ(error_of(parse_bandwidth, "9223372036854775808 bit/s").expected,
            "less than 2^63 bits a second");
  EXPECT_EQ(error_of(parse_bandwidth, "9223372036854775807.5 bit/s").expected,
            "less than 2^63 bits a second");
  EXPECT_EQ(error_of(parse_time, "1e99999999999999999999 s").expected,
            "a time of at most 9223372.036854775807 s");
}

TEST(Quantity, a_part_of_a_picosecond_or_of_a_byte_is_refused) {
  EXPECT_EQ(error_of(parse_time, "0.5 ps").expected, "a whole number of picoseconds");
  EXPECT_EQ(error_of(parse_time, "1e-13 s").expected, "a whole number of picoseconds");
  EXPECT_EQ(error_of(parse_time, "1e-99999999999 s").expected, "a whole number of picoseconds");
  EXPECT_EQ(error_of(parse_bytes, "1.5 B").expected, "a whole number of bytes");
  EXPECT_EQ(error_of(parse_bytes, "0.1 KiB").expected, "a whole number of bytes");
  EXPECT_EQ(error_of(parse_bandwidth, "0.0000000001 bit/s").expected,
            "at most 9 decimals of a bit a second");
}

TEST(Quantity, a_unit_of_another_dimension_says_so) {
  const QuantityError error = error_of(parse_time, "10 GHz");
  EXPECT_STREQ(error.what(), "found `10 GHz`, a frequency; expected a time such as `100 ns`");
  EXPECT_EQ(error.at, 3U);
  EXPECT_EQ(error.length, 3U);
  EXPECT_EQ(error_of(parse_bytes, "10 ms").found, "`10 ms`, a time");
  EXPECT_EQ(error_of(parse_bytes, "10 GB/s").found, "`10 GB/s`, a bandwidth");
  EXPECT_EQ(error_of(parse_bandwidth, "10 GB").found, "`10 GB`, a number of bytes");
}

TEST(Quantity, a_number_without_a_unit_says_so) {
  const QuantityError error = error_of(parse_time, "100");
  EXPECT_STREQ(error.what(),
               "found `100`, a number without a unit; expected a time such as `100 ns`");
  EXPECT_EQ(error.at, 3U);
}

TEST(Quantity, a_misspelt_unit_brings_the_nearest) {
  const auto hint = [](auto parse, const char* text) { return error_of(parse, text).hint; };
  EXPECT_EQ(hint(parse_bytes, "64 kb"), "did you mean `kB`?");
  EXPECT_EQ(hint(parse_bytes, "64 KB"), "did you mean `kB`?");
  EXPECT_EQ(hint(parse_bytes, "64 kib"), "did you mean `KiB`?");
  EXPECT_EQ(hint(parse_bytes, "64 kiB"), "did you mean `KiB`?");
  EXPECT_EQ(hint(parse_bytes, "64 gb"), "did you mean `GB`?");
  EXPECT_EQ(hint(parse_bytes, "64 bytes"), "did you mean `B`?");
  EXPECT_EQ(hint(parse_bytes, "64 K"), "did you mean `KiB` (1024 bytes) or `kB` (1000 bytes)?");
  EXPECT_EQ(hint(parse_time, "64 MS"), "did you mean `ms`?");
  EXPECT_EQ(hint(parse_time, "64 Ns"), "did you mean `ns`?");
  EXPECT_EQ(hint(parse_time, "64 usec"), "did you mean `us`?");
  EXPECT_EQ(hint(parse_bandwidth, "64 gbit/s"), "did you mean `Gbit/s`?");
  EXPECT_EQ(hint(parse_bandwidth, "64 Gbps"), "did you mean `Gbit/s`?");
  EXPECT_EQ(hint(parse_bandwidth, "64 MB/sec"), "did you mean `MB/s`?");
  EXPECT_EQ(hint(parse_bandwidth, "64 GBit/s"), "did you mean `Gbit/s`?");
  EXPECT_EQ(hint(parse_time, "64 parsecs"), "");
  EXPECT_EQ(hint(parse_time, "64 fortnights"), "");
}

TEST(Quantity, what_is_no_number_is_shown_where_it_stands) {
  struct Row {
    const char* text;
    std::size_t at;
    const char* found;
  };
  const Row rows[] = {
      {"", 0, "nothing"},
      {"   ", 3, "nothing"},
      {"ns", 0, "`ns`"},
      {"-5 ns", 0, "`-5 ns`, less than zero"},
      {" +5 ns", 1, "`+5 ns`"},
      {"nan", 0, "`nan`"},
      {"inf ns", 0, "`inf ns`"},
      {"1,000 ns", 1, "the unknown unit `,000`"},
      {"1. ns", 1, "the unknown unit `.`"},
      {"1_000 ns", 1, "the unknown unit `_000`"},
      {"0x10 ns", 1, "the unknown unit `x10`"},
      {"5 ns ago", 5, "`ago` after the quantity"},
      {"5 n s", 2, "the unknown unit `n`"},
      {"1e ns", 1, "the unknown unit `e`"},
      {"٣ ns", 0, "`٣ ns`"},
  };
  for (const Row& row : rows) {
    const QuantityError error = error_of(parse_time, row.text);
    EXPECT_EQ(error.at, row.at) << row.text;
    EXPECT_EQ(error.found, row.found) << row.text;
  }
}

TEST(Quantity, hostile_text_is_cut_and_made_harmless) {
  const QuantityError error = error_of(parse_bytes, "5 \x1b[31m\xff" + std::string(100'000, 'x'));
  EXPECT_EQ(error.found,
            "the unknown unit `\xEF\xBF\xBD[31m\xEF\xBF\xBD" + std::string(34, 'x') + "…`");
  EXPECT_EQ(error_of(parse_bytes, std::string(100'000, '1')).found,
            "a number of more than 10,000 characters");
  EXPECT_EQ(error_of(parse_bytes, std::string(50, '1') + " B").expected,
            "a number of at most 38 digits");
}

TEST(Quantity, decimals_lose_their_zeros_and_nothing_else) {
  EXPECT_EQ(parse_decimal("0.25"), (Decimal{25, 2}));
  EXPECT_EQ(parse_decimal("0.250"), (Decimal{25, 2}));
  EXPECT_EQ(parse_decimal("2.5e-1"), (Decimal{25, 2}));
  EXPECT_EQ(parse_decimal("1"), (Decimal{1, 0}));
  EXPECT_EQ(parse_decimal("1.0"), (Decimal{1, 0}));
  EXPECT_EQ(parse_decimal("1200"), (Decimal{1200, 0}));
  EXPECT_EQ(parse_decimal("0.0"), Decimal{});
  EXPECT_EQ(parse_decimal("0.000000000000000000000000001"), (Decimal{1, 27}));
  EXPECT_EQ(error_of(parse_decimal, "1e-28").expected, "at most 27 decimals");
  EXPECT_EQ(error_of(parse_decimal, "1e39").expected, "a number of at most 38 digits");
  EXPECT_EQ(error_of(parse_decimal, "-0.5").found, "`-0.5`, less than zero");
  EXPECT_EQ(error_of(parse_decimal, "0.5 x").found, "`x` after the quantity");
}

} // namespace
} // namespace copyscope
