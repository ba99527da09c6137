// Heads of many lanes, and lines of flows with more rows than could be looked at: no lane and no
// row is left out of their shares. What the trace says of them is compared with its rows in
// tests/trace.
#include "figure/timeline/lane_groups.h"
#include "sim/trace/joint_rows.h"
#include "tests/trace/many_flows.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace copyscope::figure {
namespace {

using trace::LaneKind;

constexpr float high_row = 40; // a pixel is 1/40 of it

std::vector<trace::LaneId> lanes_of_kind(const trace::Trace& trace, LaneKind kind) {
  std::vector<trace::LaneId> lanes;
  for (std::size_t i = 0; i < trace.lanes().size(); ++i)
    if (trace.lanes()[i].kind == kind) lanes.push_back(static_cast<trace::LaneId>(i));
  return lanes;
}

/// Each column has the share that these rows have of so many lanes' time. Returns how many columns
/// there were.
int expect_shares(const TimelineScale& scale, const TimelineLane& line,
                  const trace::JointRows& rows, std::size_t lanes) {
  int columns = 0;
  for (const TimelineBar& bar : line.bars)
    for (const TimelineColumn& column : bar.columns) {
      const trace::Cursor from = scale.cursor_at(scale.place_of(column.begin));
      const trace::Cursor to = scale.cursor_at(scale.place_of(column.end));
      if (to.time <= from.time || column.end - column.begin < 1) continue;
      const trace::Busy busy = rows.busy({from, to}).front();
      Time all;
      for (const Time time : busy.by_kind)
        all += time;
      // Two CPUs at once for one flow: all of the time, in the same proportions.
      const double whole =
          std::max(static_cast<double>(all.ps()),
                   static_cast<double>(lanes) * static_cast<double>(busy.whole.ps()));
      for (int kind = 0; kind < trace::kind_count; ++kind) {
        const auto told = std::ranges::find(column.shares, static_cast<trace::Kind>(kind),
                                            [](const auto& each) { return each.first; });
        const double share = told == column.shares.end() ? 0 : told->second;
        const auto time = busy.by_kind[static_cast<std::size_t>(kind)].ps();
        EXPECT_NEAR(share * high_row, static_cast<double>(time) / whole * high_row, 1)
            << name_of(static_cast<trace::Kind>(kind)) << " at " << column.begin;
      }
      ++columns;
    }
  return columns;
}

std::vector<TimelineRange> three_zooms(const Story& story) {
  const double end = static_cast<double>(story.trace().end().ps());
  return {whole_run(story, false), {false, end * 0.3, end * 0.4}, {false, end * 0.7, end * 0.702}};
}

TEST(ManyLanes, of_a_folded_group_are_all_in_its_head) {
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 300, .calls = 20'000});
  const Story story(trace);
  const auto calls = lanes_of_kind(trace, LaneKind::task);
  ASSERT_EQ(calls.size(), 300U);
  int columns = 0;
  for (const TimelineRange& range : three_zooms(story)) {
    const TimelineScale scale(story, range, 0, 600);
    const TimelineLane head = lay_out_groups(scale, {}, 1).front();
    ASSERT_TRUE(head.head);
    EXPECT_EQ(head.head->lines, 300U);
    columns += expect_shares(scale, head, trace.joint(calls), calls.size());
  }
  EXPECT_GT(columns, 100);
}

TEST(ManyLanes, of_a_flow_with_very_many_rows_have_all_of_them) {
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 2, .calls = 40'000});
  const Story story(trace);
  const trace::JointRows on_cpus = trace.joint(lanes_of_kind(trace, LaneKind::cpu), 1);
  ASSERT_GT(on_cpus.size(), 40'000U);
  int columns = 0;
  for (const TimelineRange& range : three_zooms(story)) {
    const TimelineScale scale(story, range, 0, 600);
    std::uint32_t rows = 0;
    for (const TimelineLane& line : lay_out_flow(scale, 1)) {
      if (line.role != TimelineLane::Role::cpu) continue;
      columns += expect_shares(scale, line, on_cpus, 1);
      for (const TimelineBar& bar : line.bars)
        rows += bar.count;
    }
    if (range == whole_run(story, false)) {
      EXPECT_EQ(rows, on_cpus.size());
    }
  }
  EXPECT_GT(columns, 100);
}

} // namespace
} // namespace copyscope::figure
