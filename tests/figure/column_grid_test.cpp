// Where the columns of a timeline meet: at the row that begins there; among thousands of rows as
// near to it as a sum is kept.
#include "figure/timeline/timeline_shares.h"
#include "tests/figure/shipped.h"

#include <gtest/gtest.h>

namespace copyscope::figure {
namespace {

trace::Trace of_rounds(std::int64_t rounds) {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases.resize(1);
  scenario.cases[0].workload.file_size = Bytes(rounds * 4096);
  scenario.cases[0].workload.chunk = Bytes(4096);
  return test::trace_of(scenario, 0);
}

/// The furthest that a line's row is from the one that begins there.
trace::SpanId furthest(const trace::Trace& trace) {
  const Story story(trace);
  const TimelineScale scale(story, whole_run(story, true), 0, 100);
  ColumnGrid grid(scale);
  const std::vector<trace::SpanId>& rows = grid.rows();
  EXPECT_EQ(rows.size(), static_cast<std::size_t>(grid.slots()) + 1);
  EXPECT_TRUE(std::ranges::is_sorted(rows));
  EXPECT_EQ(rows.front(), 0U);
  EXPECT_EQ(rows.back(), trace.size());
  trace::SpanId most = 0;
  for (int i = 1; i < grid.slots(); ++i) {
    const trace::SpanId exact = scale.rows_before(scale.range().width() * i / grid.slots());
    const trace::SpanId row = rows[static_cast<std::size_t>(i)];
    EXPECT_LE(row, exact);
    most = std::max(most, exact - row);
  }
  return most;
}

TEST(ColumnGrid, meets_where_rows_begin) {
  EXPECT_EQ(furthest(of_rounds(200)), 0U);
}

TEST(ColumnGrid, meets_within_a_few_of_thousands_of_rows) {
  const trace::Trace trace = of_rounds(20'000);
  ASSERT_GT(trace.size(), 200'000U);
  EXPECT_LE(furthest(trace), trace::Trace::checkpoint_rows);
}

} // namespace
} // namespace copyscope::figure
