// Lanes in groups: which there are, what folds, and that the shares of a flow's lines and of the
// heads are the rows' own sums.
#include "figure/timeline/lane_groups.h"
#include "tests/figure/shipped.h"
#include "tests/trace/many_flows.h"

#include <gmock/gmock.h>
#include <random>

namespace copyscope::figure {
namespace {

using trace::Kind;
using trace::LaneKind;

constexpr float lane_high = 40; // a pixel is 1/40 of it

/// Of the rows on a lane the one that began last has the time; what of it is the flow's, or all
/// where no flow is meant.
trace::TimeByKind by_hand(const trace::Trace& trace, trace::LaneId lane, trace::FlowId flow,
                          Time from, Time to) {
  std::vector<Time> moments = {from, to};
  std::vector<trace::SpanId> rows;
  const bool all_count = trace.lanes()[lane].kind == LaneKind::cpu || flow == trace::no_flow;
  for (trace::SpanId row = 0; row < trace.size(); ++row) {
    const trace::Span span = trace[row];
    if (span.lane != lane || span.end <= from || span.begin >= to || span.end <= span.begin)
      continue;
    if (span.evidence == trace::Evidence::inferred || (!all_count && span.flow != flow)) continue;
    rows.push_back(row);
    moments.push_back(std::clamp(span.begin, from, to));
    moments.push_back(std::clamp(span.end, from, to));
  }
  std::ranges::sort(moments);
  trace::TimeByKind busy{};
  for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
    const auto innermost = std::find_if(rows.rbegin(), rows.rend(), [&](trace::SpanId row) {
      return trace[row].begin <= moments[i] && trace[row].end > moments[i];
    });
    if (innermost == rows.rend()) continue;
    if (flow == trace::no_flow || trace[*innermost].flow == flow)
      busy[static_cast<std::size_t>(trace[*innermost].kind)] += moments[i + 1] - moments[i];
  }
  return busy;
}

class LaneGroups : public testing::Test {
protected:
  const trace::Trace trace = trace::test::many_flows({.cpus = 4, .flows = 16, .calls = 700});
  const Story story{trace};
  const TimelineScale all_of_it{story, whole_run(story, false), 0, 900};
  const TimelineScale part{story,
                           {false, static_cast<double>(trace.end().ps()) * 0.4,
                            static_cast<double>(trace.end().ps()) * 0.45},
                           0,
                           900};

  Time time_at(const TimelineScale& scale, float x) const {
    return scale.cursor_at(scale.place_of(x)).time;
  }
};

TEST_F(LaneGroups, by_part_are_those_of_the_program_down_to_the_devices) {
  const auto groups = lane_groups(trace, false);
  ASSERT_EQ(groups.size(), 3U); // calls, CPUs, the card's engine
  EXPECT_EQ(groups[0].lines.size(), 16U);
  EXPECT_EQ(groups[1].lines.size(), 4U);
  EXPECT_FALSE(groups[2].has_head());
  std::vector<trace::LaneId> lanes;
  for (const LaneGroup& group : groups)
    for (const LaneLine& line : group.lines)
      lanes.push_back(line.lanes.front());
  EXPECT_EQ(lanes, lanes_in_order(trace));
}

TEST_F(LaneGroups, by_flow_are_one_for_each_with_its_calls_and_all_that_may_work_for_it) {
  const auto groups = lane_groups(trace, true);
  ASSERT_EQ(groups.size(), 16U);
  for (trace::FlowId flow = 0; flow < 16; ++flow) {
    EXPECT_EQ(groups[flow].key, flow);
    ASSERT_EQ(groups[flow].lines.size(), 3U);
    const trace::LaneId calls = groups[flow].lines[0].lanes.front();
    EXPECT_EQ(trace.lanes()[calls].name, "process" + std::to_string(flow));
    EXPECT_EQ(groups[flow].lines[1].lanes.size(), 4U); // all CPUs
  }
}

TEST_F(LaneGroups, of_one_flow_on_one_cpu_have_no_heads) {
  const trace::Trace one = test::trace_of(test::shipped("four-ways"), 0);
  for (const LaneGroup& group : lane_groups(one, false))
    EXPECT_FALSE(group.has_head());
}

TEST_F(LaneGroups, fold_and_unfold_as_is_said_and_else_by_themselves) {
  LaneArrangement arrangement;
  const auto parts = lane_groups(trace, false);
  EXPECT_EQ(shown_lines(parts, arrangement).size(), 1U + 5U + 1U); // the calls are folded
  arrangement.folded = {{parts[0].key, false}, {parts[1].key, true}};
  EXPECT_EQ(shown_lines(parts, arrangement).size(), 17U + 1U + 1U);
  arrangement = {};
  arrangement.front = 5;
  const auto flows = lane_groups(trace, true);
  const auto lines = shown_lines(flows, arrangement);
  ASSERT_EQ(lines.size(), 16U + 3U);
  EXPECT_EQ(lines[5], (ShownLine{5, 0, true}));
  EXPECT_EQ(lines[8], (ShownLine{5, 2, false}));
}

TEST_F(LaneGroups, are_laid_out_from_the_first_line_that_is_seen_on) {
  LaneArrangement arrangement;
  arrangement.by_flow = true;
  arrangement.first = 4;
  const auto lanes = lay_out_groups(all_of_it, arrangement, 6);
  ASSERT_EQ(lanes.size(), 6U);
  EXPECT_EQ(lanes[0].head->key, 1); // after the four lines of the first flow
  arrangement.first = 1000;
  EXPECT_EQ(lay_out_groups(all_of_it, arrangement, 6).back().head->key, 15);
}

TEST_F(LaneGroups, the_lines_of_a_flow_have_the_shares_of_its_rows) {
  int columns = 0;
  for (const TimelineScale* const scale : {&all_of_it, &part})
    for (const trace::FlowId flow : {0U, 7U})
      for (const TimelineLane& lane : lay_out_flow(*scale, flow)) {
        std::vector<trace::LaneId> lanes = lane.joined;
        lanes.push_back(lane.lane);
        for (const TimelineBar& bar : lane.bars)
          for (const TimelineColumn& column : bar.columns) {
            const Time from = time_at(*scale, column.begin), to = time_at(*scale, column.end);
            if (to <= from) continue;
            trace::TimeByKind sum{};
            for (const trace::LaneId each : lanes) {
              const auto busy = by_hand(trace, each, flow, from, to);
              for (std::size_t kind = 0; kind < sum.size(); ++kind)
                sum[kind] += busy[kind];
            }
            ++columns;
            // Two CPUs at once for one flow: all of the time, in the same proportions.
            Time all;
            for (const Time time : sum)
              all += time;
            const Time whole = std::max(all, to - from);
            for (const auto& [kind, share] : column.shares)
              ASSERT_NEAR(share * lane_high,
                          static_cast<float>(sum[static_cast<std::size_t>(kind)].ps()) /
                              static_cast<float>(whole.ps()) * lane_high,
                          1)
                  << flow << ' ' << name_of(kind) << " at " << column.begin;
          }
      }
  EXPECT_GT(columns, 100);
}

TEST_F(LaneGroups, the_head_of_the_cpus_has_the_shares_of_all_of_them) {
  LaneArrangement arrangement;
  const auto lanes = lay_out_groups(all_of_it, arrangement, 10);
  const auto head = std::ranges::find_if(lanes, [](const TimelineLane& lane) {
    return lane.head && lane.role == TimelineLane::Role::cpu;
  });
  ASSERT_NE(head, lanes.end());
  int columns = 0;
  for (const TimelineColumn& column : head->bars.front().columns) {
    const Time from = time_at(all_of_it, column.begin), to = time_at(all_of_it, column.end);
    if (to <= from) continue;
    for (const auto& [kind, share] : column.shares) {
      Time sum;
      for (std::size_t lane = 0; lane < trace.lanes().size(); ++lane)
        if (trace.lanes()[lane].kind == LaneKind::cpu)
          sum += by_hand(trace, static_cast<trace::LaneId>(lane), trace::no_flow, from,
                         to)[static_cast<std::size_t>(kind)];
      ++columns;
      ASSERT_NEAR(
          share * lane_high,
          static_cast<float>(sum.ps()) / 4 / static_cast<float>((to - from).ps()) * lane_high, 1)
          << name_of(kind) << " at " << column.begin;
    }
  }
  EXPECT_GT(columns, 100);
}

} // namespace
} // namespace copyscope::figure
