// How busy lanes are together, and a flow on them, against the sum over all rows.
#include "sim/trace/joint_rows.h"
#include "tests/trace/many_flows.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace copyscope::trace {
namespace {

/// A while in which a row has the time of its lane.
struct Stretch {
  Time begin, end;
  SpanId row;
};

/// From each begin or end on the lane to the next: of the rows under way, the one that began last
/// has the time. On a CPU it may be another flow's; elsewhere each flow has a lane of its own.
std::vector<Stretch> stretches_by_hand(const Trace& trace, LaneId lane, FlowId flow) {
  const bool all = flow == no_flow || trace.lanes()[lane].kind == LaneKind::cpu;
  std::map<Time, std::pair<std::vector<SpanId>, std::vector<SpanId>>> events; // begun, ended
  for (SpanId row = 0; row < trace.size(); ++row) {
    const Span span = trace[row];
    if (span.lane != lane || span.end <= span.begin || span.evidence == Evidence::inferred)
      continue;
    if (!all && span.flow != flow) continue;
    events[span.begin].first.push_back(row);
    events[span.end].second.push_back(row);
  }
  std::vector<Stretch> stretches;
  std::set<SpanId> open;
  Time now;
  for (const auto& [time, rows] : events) {
    if (!open.empty() && (flow == no_flow || trace[*open.rbegin()].flow == flow))
      stretches.push_back({now, time, *open.rbegin()});
    open.insert(rows.first.begin(), rows.first.end());
    for (const SpanId row : rows.second)
      open.erase(row);
    now = time;
  }
  return stretches;
}

TimeByKind between(const Trace& trace, const std::vector<Stretch>& stretches, Time from, Time to) {
  TimeByKind busy{};
  for (const Stretch& each : stretches) {
    const Time begin = std::max(each.begin, from), end = std::min(each.end, to);
    if (begin < end) busy[static_cast<std::size_t>(trace[each.row].kind)] += end - begin;
  }
  return busy;
}

class JointOf {
public:
  JointOf(const Trace& trace, const std::vector<LaneId>& lanes, FlowId flow)
      : trace_(trace), rows_(trace.joint(lanes, flow)) {
    for (const LaneId lane : lanes)
      for (const Stretch& each : stretches_by_hand(trace, lane, flow))
        stretches_.push_back(each);
  }

  void expect_busy(std::mt19937& random, int moments) const {
    std::vector<Cursor> at;
    for (int i = 0; i < moments; ++i)
      at.push_back(random() % 3 == 0
                       ? trace_.cursor_on(static_cast<SpanId>(random()) % trace_.size())
                       : trace_.cursor_at(somewhere(random)));
    std::ranges::sort(at, [](const Cursor& a, const Cursor& b) {
      return a.time != b.time ? a.time < b.time : a.begun < b.begun;
    });
    const std::vector<Busy> busy = rows_.busy(at);
    ASSERT_EQ(busy.size(), at.size() - 1);
    for (std::size_t i = 0; i < busy.size(); ++i) {
      EXPECT_EQ(busy[i].whole, at[i + 1].time - at[i].time);
      ASSERT_EQ(busy[i].by_kind, between(trace_, stretches_, at[i].time, at[i + 1].time))
          << at[i].time.ps() << " to " << at[i + 1].time.ps();
    }
  }

  /// Where sums as they are kept will do, these are those of a while that differs by few rows.
  void expect_nearly() const {
    const std::vector<Cursor> halves = {
        {}, trace_.cursor_at(Time::from_ps(trace_.end().ps() / 2)), trace_.cursor_at(trace_.end())};
    const std::vector<Busy> exact = rows_.busy(halves), nearly = rows_.busy(halves, true);
    for (std::size_t i = 0; i < exact.size(); ++i)
      for (std::size_t kind = 0; kind < kind_count; ++kind)
        EXPECT_NEAR(share(nearly[i], kind), share(exact[i], kind), 0.05);
  }

private:
  Time somewhere(std::mt19937& random) const {
    return Time::from_ps(static_cast<std::int64_t>(
        std::uint64_t{random()} * 7919 % static_cast<std::uint64_t>(trace_.end().ps() + 1)));
  }
  static double share(const Busy& busy, std::size_t kind) {
    return static_cast<double>(busy.by_kind[kind].ps()) / static_cast<double>(busy.whole.ps());
  }

  const Trace& trace_;
  JointRows rows_;
  std::vector<Stretch> stretches_;
};

std::vector<LaneId> lanes_of(const Trace& trace, LaneKind kind) {
  std::vector<LaneId> lanes;
  for (std::size_t i = 0; i < trace.lanes().size(); ++i)
    if (trace.lanes()[i].kind == kind) lanes.push_back(static_cast<LaneId>(i));
  return lanes;
}

class JointRowsOfManyFlows : public testing::Test {
protected:
  static const Trace& trace() {
    static const Trace made = test::many_flows({.calls = 20'000});
    return made;
  }
  std::mt19937 random_{11};
};

TEST_F(JointRowsOfManyFlows, of_the_lanes_of_a_part_have_the_sum_of_their_time) {
  for (const LaneKind kind : {LaneKind::cpu, LaneKind::task, LaneKind::dma}) {
    const JointOf part(trace(), lanes_of(trace(), kind), no_flow);
    part.expect_busy(random_, 60);
    part.expect_nearly();
  }
}

TEST_F(JointRowsOfManyFlows, of_a_flow_have_the_time_of_its_rows_and_of_nothing_within_them) {
  for (int i = 0; i < 6; ++i) {
    const FlowId flow = static_cast<FlowId>(random_() % 64);
    JointOf(trace(), lanes_of(trace(), LaneKind::cpu), flow).expect_busy(random_, 60);
    JointOf(trace(), lanes_of(trace(), LaneKind::dma), flow).expect_busy(random_, 60);
    std::vector<LaneId> all;
    for (std::size_t lane = 0; lane < trace().lanes().size(); ++lane)
      all.push_back(static_cast<LaneId>(lane));
    JointOf(trace(), all, flow).expect_busy(random_, 60);
  }
}

TEST_F(JointRowsOfManyFlows, of_all_flows_together_have_what_the_cpus_were_busy_with) {
  const std::vector<LaneId> cpus = lanes_of(trace(), LaneKind::cpu);
  const std::vector<Cursor> ends = {{}, trace().cursor_at(trace().end())};
  TimeByKind sum{};
  for (FlowId flow = 0; flow < 64; ++flow) {
    const Busy busy = trace().joint(cpus, flow).busy(ends).front();
    for (std::size_t kind = 0; kind < sum.size(); ++kind)
      sum[kind] += busy.by_kind[kind];
  }
  TimeByKind all = trace().joint(cpus).busy(ends).front().by_kind;
  // Soft interrupts are for several flows, so of none.
  all[static_cast<std::size_t>(Kind::softirq)] = Time();
  EXPECT_EQ(sum, all);
}

TEST_F(JointRowsOfManyFlows, are_listed_in_order_with_the_longest_of_them) {
  const std::vector<LaneId> cpus = lanes_of(trace(), LaneKind::cpu);
  const FlowId flow = 5;
  const JointRows rows = trace().joint(cpus, flow);
  std::vector<SpanId> by_hand;
  for (SpanId row = 0; row < trace().size(); ++row)
    if (trace()[row].flow == flow && trace().lane(trace()[row]).kind == LaneKind::cpu)
      by_hand.push_back(row);
  ASSERT_EQ(rows.size(), by_hand.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    ASSERT_EQ(rows[i], by_hand[i]);
  for (int i = 0; i < 40; ++i) {
    const SpanId row = static_cast<SpanId>(random_() % trace().size());
    const auto before =
        static_cast<std::uint32_t>(std::ranges::lower_bound(by_hand, row) - by_hand.begin());
    EXPECT_EQ(rows.rows_before(row, static_cast<std::uint32_t>(random_() % by_hand.size())),
              before);
    const std::uint32_t blocks = rows.blocks_before(row);
    EXPECT_EQ(blocks % Trace::lane_block, 0U);
    EXPECT_LE(blocks, before);
    EXPECT_GE(blocks + Trace::lane_block, before);
    const Longest longest = rows.longest_of(before / 2, before);
    const auto length = [&](SpanId id) { return trace()[id].end - trace()[id].begin; };
    const auto found = std::max_element(by_hand.begin() + before / 2, by_hand.begin() + before,
                                        [&](SpanId a, SpanId b) { return length(a) < length(b); });
    if (before == before / 2) continue;
    EXPECT_EQ(longest.row, *found);
    EXPECT_EQ(longest.length, length(*found));
    EXPECT_EQ(longest.kind, trace()[*found].kind);
  }
}

TEST(JointRows, of_overlapping_and_late_rows_are_right_too) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    const Trace trace = random_trace(seed, 400 * static_cast<int>(seed * seed), 3);
    std::mt19937 random(seed);
    for (FlowId flow = 0; flow < 4; ++flow) {
      const FlowId which = flow == 3 ? no_flow : flow;
      JointOf(trace, {0, 1, 2, 3}, which).expect_busy(random, 50);
      JointOf(trace, {2}, which).expect_busy(random, 50);
    }
  }
}

TEST(JointRows, of_lanes_without_rows_are_none) {
  const Trace trace = random_trace(1, 0);
  const JointRows none = trace.joint({0, 2});
  EXPECT_EQ(none.size(), 0U);
  EXPECT_EQ(none.busy({{}, trace.cursor_at(trace.end())}).front().by_kind, TimeByKind{});
  EXPECT_TRUE(none.busy({}).empty());
}

} // namespace
} // namespace copyscope::trace
