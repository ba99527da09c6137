// Cases beside one another, steps grouped, questions answered from a run.
#include "sim/analysis/comparison.h"
#include "sim/analysis/questions.h"
#include "sim/trace/builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::analysis {
namespace {

using ::testing::SizeIs;
using trace::Buffer;
using trace::Kind;

struct Step {
  Kind kind;
  Buffer source, target;
  std::int64_t ps;
  const char* name = "";
};

/// The steps one after another, on one lane.
trace::Trace trace_with(const std::vector<Step>& steps) {
  trace::Header header;
  header.scenario.cases.push_back({});
  header.scenario.cases.front().id = header.case_id = "some";
  trace::TraceBuilder builder;
  builder.start(header);
  const trace::LaneId lane = builder.lane("cpu0");
  Time now;
  for (const Step& step : steps) {
    trace::Span span;
    span.begin = now;
    span.end = now = now + Time::from_ps(step.ps);
    span.kind = step.kind;
    span.source = step.source;
    span.target = step.target;
    span.lane = lane;
    span.name = builder.name(step.name);
    builder.add(span);
  }
  builder.finish(now);
  return builder.take();
}

const std::vector<Step> two_copies{
    {Kind::mode_switch, Buffer::none, Buffer::none, 5, "to_kernel"},
    {Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer, 10},
    {Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer, 20},
    {Kind::mode_switch, Buffer::none, Buffer::none, 5, "to_user"},
};

TEST(Comparison, is_with_the_first) {
  Result first, second;
  first.duration_ps = 300;
  second.duration_ps = 200;
  first.cpu_copies = 2;
  second.cpu_copies = 1;
  first.dma_copies = second.dma_copies = 2;
  const std::vector<Row> rows = compare({first, second});
  EXPECT_EQ(rows[0].speedup, 1.0);
  EXPECT_EQ(rows[1].speedup, 1.5);
  EXPECT_THAT(rows[0].savings, SizeIs(0));
  ASSERT_THAT(rows[1].savings, SizeIs(2)); // duration and CPU copies; DMA copies are equal
  EXPECT_EQ(rows[1].savings[1].figure, "copies.cpu");
  EXPECT_EQ(rows[1].savings[1].saved(), 1);
}

TEST(Comparison, a_run_of_no_duration_has_no_ratio) {
  Result first, second;
  first.duration_ps = 300;
  second.duration_ps = 0;
  EXPECT_EQ(compare({first, second})[1].speedup, std::nullopt);
}

TEST(Steps, are_grouped_in_order_of_appearance) {
  const std::vector<StepGroup> groups = step_groups(trace_with(two_copies));
  ASSERT_THAT(groups, SizeIs(3));
  EXPECT_EQ(groups[0].name, "to_kernel");
  EXPECT_EQ(groups[1].count, 2);
  EXPECT_EQ(groups[1].time, Time::from_ps(30));
  EXPECT_EQ(groups[2].name, "to_user");
}

TEST(Steps, saved_and_added_ones_account_for_the_whole_difference) {
  const trace::Trace reference = trace_with(two_copies);
  const trace::Trace other =
      trace_with({{Kind::cpu_copy, Buffer::page_cache, Buffer::user_buffer, 10},
                  {Kind::descriptor, Buffer::page_cache, Buffer::socket_buffer, 3}});
  const std::vector<StepGroup> saved = saved_steps(step_groups(reference), step_groups(other));
  Time total;
  for (const StepGroup& each : saved)
    total += each.time;
  EXPECT_EQ(total, reference.end() - other.end());
  EXPECT_EQ(saved.back().kind, Kind::descriptor);
  EXPECT_EQ(saved.back().count, -1);
}

TEST(Moment, is_the_nth_row_that_fits) {
  const trace::Trace trace = trace_with(two_copies);
  scenario::Moment moment;
  moment.when = scenario::Moment::When::event;
  moment.kind = "cpu_copy";
  moment.nth = 2;
  EXPECT_EQ(find(trace, moment), 2U);
  moment.source = "user_buffer";
  EXPECT_EQ(find(trace, moment), trace::no_span);
  moment = {scenario::Moment::When::event, "mode_switch", "to_user", {}, {}, {}, 1};
  EXPECT_EQ(find(trace, moment), 3U);
}

TEST(Question, is_answered_by_the_run) {
  Result result;
  result.id = "some";
  result.cpu_copies = 2;
  scenario::Question question;
  question.of_case = "some";
  question.choices = {{std::int64_t{0}, {}}, {std::int64_t{2}, {}}};
  question.answer = "some.copies.cpu";
  EXPECT_EQ(answer_of(question, {result}), 2);
  EXPECT_EQ(right_choice(question, {result}), 1U);
  question.answer = "copies.cpu"; // of its own case
  EXPECT_EQ(right_choice(question, {result}), 1U);
  result.cpu_copies = 3;
  EXPECT_EQ(right_choice(question, {result}), std::nullopt);
  question.answer = std::int64_t{0};
  EXPECT_EQ(right_choice(question, {result}), 0U);
}

} // namespace
} // namespace copyscope::analysis
