// The stage of one of several flows: what moves there moves for it, what has been done was done for
// it, and each CPU says for whom it works. By the trace's rows, at random moments.
#include "figure/stage/flow_state.h"
#include "figure/stage/stage.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/trace/many_flows.h"

#include <gmock/gmock.h>
#include <random>

namespace copyscope::figure {
namespace {

class FrontFlow : public testing::TestWithParam<int> {
protected:
  FrontFlow() {
    std::mt19937_64 random(11);
    for (int i = 0; i < 60; ++i)
      cursors.push_back(trace.cursor_on(static_cast<trace::SpanId>(random() % trace.size())));
  }

  const trace::Trace trace =
      trace::test::many_flows({.cpus = GetParam(), .flows = 24, .calls = 2000});
  const std::vector<Route> routes = routes_of(trace);
  std::vector<trace::Cursor> cursors;
};

TEST_P(FrontFlow, has_the_stage_to_itself) {
  int moving = 0;
  for (const trace::Cursor at : cursors)
    for (trace::FlowId front = 0; front < 24; ++front) {
      const StageState state = stage_state(trace, routes, at, front);
      std::vector<Activity> all = state.beside;
      if (state.current) all.push_back(*state.current);
      for (const Activity& each : all) {
        EXPECT_EQ(each.is_others, each.span.flow != front && each.span.flow != trace::no_flow);
        if (each.is_others) {
          EXPECT_FALSE(each.route);
        }
        moving += each.route ? 1 : 0;
      }
    }
  EXPECT_GT(moving, 50);
}

TEST_P(FrontFlow, has_taken_the_ways_that_its_own_rows_have_taken) {
  for (const trace::Cursor at : cursors)
    for (const trace::FlowId front : {0U, 9U, 23U}) {
      const StageState state = stage_state(trace, routes, at, front);
      for (std::size_t i = 0; i < routes.size(); ++i) {
        bool ended = false, under_way = false;
        for (trace::SpanId row = 0; row < at.begun; ++row) {
          const trace::Span span = trace[row];
          if (span.flow != front || route_of(routes, span) != &routes[i]) continue;
          (span.end <= at.time ? ended : under_way) = true;
        }
        if (!under_way) {
          EXPECT_EQ(state.taken[i] != 0, ended) << front << ", route " << i;
        }
      }
    }
}

TEST_P(FrontFlow, is_named_and_every_cpu_says_for_whom_it_works) {
  for (const trace::Cursor at : cursors) {
    const StageState state = stage_state(trace, routes, at, 9);
    EXPECT_EQ(state.scene.find("process")->number, 10);
    for (const CpuService& service : cpu_services(trace, at)) {
      const Part* const part = state.scene.of_lane(service.lane);
      ASSERT_NE(part, nullptr);
      EXPECT_EQ(state.find(part->id)->flow, service.flow) << part->id;
    }
  }
}

TEST_P(FrontFlow, is_told_on_the_large_stage) {
  FakeMeasure measure;
  const StageState state = stage_state(trace, routes, cursors[0], 9);
  const auto labels = labels_of(
      draw_stage(state, stage_layout(state.scene, {0, 0, 900, 480}), {dark_theme(), measure}));
  EXPECT_THAT(labels, testing::Contains("Client 10"));
  EXPECT_THAT(labels, testing::Not(testing::Contains("for the process")));
}

INSTANTIATE_TEST_SUITE_P(Cpus, FrontFlow, testing::Values(1, 4));

} // namespace
} // namespace copyscope::figure
