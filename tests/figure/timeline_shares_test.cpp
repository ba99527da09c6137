// Folded bars: their heights are the shares of time that the rows themselves add up to.
#include "figure/timeline/timeline_layout.h"
#include "tests/figure/shipped.h"
#include "tests/trace/many_flows.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace copyscope::figure {
namespace {

using trace::Kind;
using trace::LaneId;
using trace::Span;
using trace::SpanId;
using trace::TimeByKind;
using trace::Trace;

constexpr float row_height = 40; // of the tallest lane; a pixel is 1/40 of it

/// Of one lane by its rows alone, those that nobody saw left out: from each begin or end to the
/// next, the row that began last has the time.
TimeByKind busy_by_hand(const Trace& trace, LaneId lane, Time from, Time to) {
  std::vector<Time> moments = {from, to};
  std::vector<SpanId> rows;
  for (SpanId row = 0; row < trace.size(); ++row) {
    const Span span = trace[row];
    const bool is_there = span.end > from && span.begin < to && span.end > span.begin;
    if (span.lane != lane || !is_there || span.evidence == trace::Evidence::inferred) continue;
    rows.push_back(row);
    moments.push_back(std::clamp(span.begin, from, to));
    moments.push_back(std::clamp(span.end, from, to));
  }
  std::ranges::sort(moments);
  TimeByKind busy{};
  for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
    const auto innermost = std::find_if(rows.rbegin(), rows.rend(), [&](SpanId row) {
      return trace[row].begin <= moments[i] && trace[row].end > moments[i];
    });
    if (innermost != rows.rend())
      busy[static_cast<std::size_t>(trace[*innermost].kind)] += moments[i + 1] - moments[i];
  }
  return busy;
}

void expect_shares(const TimelineScale& scale, LaneId lane, const TimelineColumn& column) {
  const auto time = [&](float x) { return scale.cursor_at(scale.place_of(x)).time; };
  const Time from = time(column.begin), to = time(column.end);
  if (to <= from) return;
  const TimeByKind busy = busy_by_hand(scale.trace(), lane, from, to);
  for (int kind = 0; kind < trace::kind_count; ++kind) {
    const auto told = std::ranges::find(column.shares, static_cast<Kind>(kind),
                                        [](const auto& each) { return each.first; });
    const double share = told == column.shares.end() ? 0 : told->second;
    const double by_hand = static_cast<double>(busy[static_cast<std::size_t>(kind)].ps()) /
                           static_cast<double>((to - from).ps());
    ASSERT_NEAR(share * row_height, by_hand * row_height, 1)
        << name_of(static_cast<Kind>(kind)) << " of lane " << lane << " from " << from.ps();
  }
}

/// Returns how many columns there were.
int expect_shares_at_random_zooms(const Trace& trace, std::uint32_t seed) {
  std::mt19937 random(seed);
  const Story story(trace);
  int columns = 0;
  for (int i = 0; i < 8; ++i) {
    TimelineRange range = whole_run(story, i % 2 == 0);
    for (int zoom = static_cast<int>(random() % 3); zoom > 0; --zoom)
      range = zoomed(range, story, range.begin + range.width() * (random() % 100) / 100, 0.4);
    const TimelineScale scale(story, range, 88, 300 + static_cast<float>(random() % 300));
    for (const TimelineLane& lane : lay_out_lanes(scale))
      for (const TimelineBar& bar : lane.bars)
        for (const TimelineColumn& column : bar.columns) {
          if (++columns % 16 != 0) continue; // by hand it takes a while
          expect_shares(scale, lane.lane, column);
          if (testing::Test::HasFatalFailure()) return columns;
        }
  }
  return columns;
}

/// read + write with rows enough to fold, and few enough to be added up by hand.
Trace some_chunks(Bytes file) {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases[0].workload.file_size = file;
  scenario.cases[0].workload.chunk = Bytes(4096);
  return test::trace_of(scenario, 0);
}

TEST(TimelineShares, are_the_rows_own_sum_at_every_zoom) {
  EXPECT_GT(expect_shares_at_random_zooms(some_chunks(Bytes(1 << 20)), 1), 500);
}

TEST(TimelineShares, of_rows_that_nest_are_those_of_the_innermost) {
  trace::TraceBuilder builder;
  trace::ReorderingSink sink(builder, trace::test::ManyFlows::lateness());
  trace::test::ManyFlows({4, 8, 300, 7}, sink).run();
  EXPECT_GT(expect_shares_at_random_zooms(builder.take(), 2), 100);
}

TEST(TimelineShares, columns_lie_side_by_side_over_all_of_their_bar) {
  const Trace trace = some_chunks(Bytes(16 << 20));
  const Story story(trace);
  const TimelineScale scale(story, whole_run(story, false), 88, 700);
  for (const TimelineLane& lane : lay_out_lanes(scale))
    for (const TimelineBar& bar : lane.bars) {
      if (bar.what != TimelineBar::What::folded) continue;
      float x = bar.begin;
      for (const TimelineColumn& column : bar.columns) {
        EXPECT_FLOAT_EQ(column.begin, x);
        float sum = 0;
        for (const auto& [kind, share] : column.shares)
          sum += share;
        EXPECT_LE(sum, 1.0001F);
        x = column.end;
      }
      EXPECT_FLOAT_EQ(x, bar.end);
    }
}

} // namespace
} // namespace copyscope::figure
