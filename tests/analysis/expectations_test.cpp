// Expectations, compared exactly.
#include "sim/analysis/expectations.h"

#include <gtest/gtest.h>

namespace copyscope::analysis {
namespace {

using scenario::Expectation;
using Relation = scenario::Expectation::Relation;

Result result_of_one_case() {
  Result result;
  result.bytes = 1'000'000'000; // in a second: 8 Gbit/s
  result.duration_ps = 1'000'000'000'000;
  result.cpu_copies = 2;
  result.time_ps = 333'333'333'333;
  result.syscalls = 3;
  result.syscalls_by_name = {{"read", 3}};
  return result;
}

Verdict verdict(const std::string& figure, Relation relation, decltype(Expectation::value) value,
                const Result& result = result_of_one_case()) {
  scenario::Case which;
  which.id = "some";
  which.expect.push_back({figure, relation, value, ""});
  return check(which, result).front();
}

TEST(Expectations, a_count_holds_where_it_is_equal) {
  EXPECT_TRUE(verdict("copies.cpu", Relation::equal, 2).holds);
  EXPECT_FALSE(verdict("copies.cpu", Relation::equal, 1).holds);
  EXPECT_EQ(verdict("copies.cpu", Relation::equal, 1).actual, "2");
}

TEST(Expectations, each_relation_means_what_it_says) {
  const auto holds = [](Relation relation, std::int64_t value) {
    return verdict("copies.cpu", relation, value).holds;
  };
  EXPECT_TRUE(holds(Relation::less, 3) && !holds(Relation::less, 2));
  EXPECT_TRUE(holds(Relation::at_most, 2) && !holds(Relation::at_most, 1));
  EXPECT_TRUE(holds(Relation::at_least, 2) && !holds(Relation::at_least, 3));
  EXPECT_TRUE(holds(Relation::greater, 1) && !holds(Relation::greater, 2));
}

TEST(Expectations, a_duration_is_compared_to_the_picosecond_and_printed_exactly) {
  const Verdict over = verdict("duration", Relation::less, 1'000'000'000'000);
  EXPECT_FALSE(over.holds);
  EXPECT_EQ(over.actual, "1 s");
  EXPECT_TRUE(verdict("duration", Relation::less, 1'000'000'000'001).holds);
}

TEST(Expectations, a_throughput_is_compared_as_an_exact_fraction) {
  EXPECT_TRUE(verdict("throughput", Relation::equal, Bandwidth::from_bits(8'000'000'000)).holds);
  // A billionth of a bit a second more is more.
  EXPECT_TRUE(
      verdict("throughput", Relation::less, Bandwidth::from_bits(8'000'000'000'000'000'001, 9))
          .holds);
}

TEST(Expectations, a_utilization_is_compared_as_an_exact_fraction) {
  // 0.333333333333 exactly: a third is more.
  EXPECT_TRUE(verdict("cpu.utilization", Relation::equal, Decimal{333'333'333'333, 12}).holds);
  EXPECT_TRUE(verdict("cpu.utilization", Relation::less, Decimal{3'333'333'333'331, 13}).holds);
}

TEST(Expectations, a_call_by_name_is_a_count) {
  EXPECT_TRUE(verdict("syscalls_by_name.read", Relation::equal, 3).holds);
  EXPECT_TRUE(verdict("syscalls_by_name.write", Relation::equal, 0).holds);
}

TEST(Expectations, what_is_not_known_holds_nothing) {
  const Verdict unknown = verdict("copies.dma", Relation::at_least, 0);
  EXPECT_FALSE(unknown.holds);
  EXPECT_EQ(unknown.actual, "unknown");
}

} // namespace
} // namespace copyscope::analysis
