// Story time: in order, there and back, for random rows and for every case that ships.
#include "figure/story/story.h"

#include "tests/figure/shipped.h"
#include "tests/methods/random_case.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <vector>

namespace copyscope::figure {
namespace {

using trace::Cursor;
using trace::no_span;
using trace::SpanId;
using trace::step_kinds;
using trace::Trace;

bool before(Cursor a, Cursor b) {
  return a.time != b.time ? a.time < b.time : a.begun < b.begun;
}

std::vector<SpanId> steps_of(const Trace& trace) {
  std::vector<SpanId> steps;
  for (SpanId id = 0; id < trace.size(); ++id)
    if (trace::is_step(trace[id].kind)) steps.push_back(id);
  return steps;
}

void expect_steps_side_by_side(const Trace& trace, const Story& story) {
  double sum = 0;
  for (const SpanId step : steps_of(trace)) {
    ASSERT_EQ(story.sum_before(step), sum) << step;
    const double begin = sum + Story::user_before(trace[step]);
    ASSERT_EQ(story.step(step).begin, begin);
    ASSERT_EQ(story.row(step).begin, begin);
    ASSERT_GT(story.step(step).width(), 0);
    ASSERT_EQ(story.row_at(sum), step);
    sum = begin + story.step(step).width() + Story::user_after(trace[step]);
    ASSERT_EQ(story.row_at(sum - 0.5), step);
  }
  EXPECT_EQ(story.length(), sum);
}

void expect_one_direction(const Trace& trace, const Story& story, std::mt19937& random) {
  Cursor last;
  double last_place = 0;
  double place = 0;
  const double stride = std::max(story.length() / 3000, 0.5);
  while (place < story.length() + 2) {
    const Cursor cursor = story.cursor_at(place);
    ASSERT_FALSE(before(cursor, last)) << place;
    ASSERT_LE(cursor.begun, trace.size());
    const double back = story.at(cursor);
    ASSERT_GE(back, last_place - 1e-9) << place;
    last = cursor, last_place = back;
    place += stride * static_cast<double>(random() % 1000) / 500;
  }
  EXPECT_EQ(story.cursor_at(story.length()), (Cursor{trace.end(), trace.size()}));
  EXPECT_EQ(story.cursor_at(0), Cursor{});
  EXPECT_EQ(story.at({}), 0);
}

// From a place to a moment and back. Where one step ends and the next begins is one place, even if
// time passes in between; going there, the next has begun.
void expect_there_and_back(const Trace& trace, const Story& story, std::mt19937& random) {
  for (int i = 0; i < 500; ++i) {
    const double place = story.length() * (random() % 100'000) / 100'000;
    const Cursor cursor = story.cursor_at(place);
    const Cursor again = story.cursor_at(story.at(cursor));
    const std::int64_t steps = trace.step_number(again) - trace.step_number(cursor);
    // Behind the last step the whole rest is one place, whose moment is the end.
    if (story.at(cursor) == story.length()) {
      ASSERT_EQ(again, (Cursor{trace.end(), trace.size()}));
    } else if (steps == 0) {
      ASSERT_NEAR(story.at(again), story.at(cursor), 1e-6);
      ASSERT_LE(std::abs(again.time.ps() - cursor.time.ps()), 1 + trace.end().ps() / 1'000'000'000)
          << place;
    } else {
      ASSERT_EQ(steps, 1) << place;
      const SpanId step = trace.step(trace.step_number(cursor));
      ASSERT_GE(story.at(cursor), story.step(step).end);
    }
  }
}

void expect_rests_in_order(const Trace& trace, const Story& story) {
  EXPECT_EQ(story.rest(0), Cursor{});
  Cursor last;
  const std::vector<SpanId> steps = steps_of(trace);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const SpanId step = steps[i];
    const Cursor rest = story.rest_after(step);
    const auto number = static_cast<std::int64_t>(i) + 1;
    ASSERT_EQ(story.rest(number), rest);
    ASSERT_TRUE(before(last, rest)) << step;
    ASSERT_EQ(trace.step_number(rest), number);
    ASSERT_GE(rest.begun, step + 1);
    ASSERT_LE(rest.time, trace[step].end);
    ASSERT_EQ(story.at(rest), story.step(step).end);
    if (i + 1 < steps.size()) {
      ASSERT_LE(rest.time, trace[steps[i + 1]].begin);
    }
    last = rest;
  }
}

void expect_all_of(const Trace& trace, std::uint32_t seed) {
  const Story story(trace);
  std::mt19937 random(seed);
  expect_steps_side_by_side(trace, story);
  expect_one_direction(trace, story, random);
  expect_there_and_back(trace, story, random);
  expect_rests_in_order(trace, story);
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Story::Stretch stretch = story.row(id);
    ASSERT_LE(stretch.begin, stretch.end) << id;
    ASSERT_GE(stretch.begin, 0);
    ASSERT_LE(stretch.end, story.length());
  }
}

TEST(Story, holds_for_random_rows_that_overlap_and_nest) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed)
    expect_all_of(trace::random_trace(seed, static_cast<int>(seed * seed * 30)), seed);
}

TEST(Story, holds_for_random_cases_of_all_methods) {
  RandomCases cases(5);
  for (std::uint32_t i = 0; i < 150; ++i) {
    const scenario::Scenario scenario = cases.next(20);
    expect_all_of(simulate::trace_of(scenario, scenario.cases[0], methods::all_methods()), i);
  }
}

TEST(Story, holds_for_the_cases_that_ship) {
  for (const char* id : {"four-ways", "every-way", "before-dma", "warm-cache"}) {
    const scenario::Scenario scenario = test::shipped(id);
    for (const scenario::Case& which : scenario.cases)
      expect_all_of(simulate::trace_of(scenario, which, methods::all_methods()), 1);
  }
}

TEST(Story, gives_user_mode_a_stretch_before_each_entry_and_after_each_return) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
  const Story story(trace);
  const std::vector<SpanId> steps = steps_of(trace);
  EXPECT_EQ(story.user_beside(steps[0]), (Story::Stretch{0, 9}));
  EXPECT_EQ(story.step(steps[0]), (Story::Stretch{9, 19}));
  EXPECT_EQ(story.user_beside(steps[1]).width(), 0);
  const SpanId back = trace.next(steps[1], trace::set_of(trace::Kind::mode_switch));
  EXPECT_EQ(story.user_beside(back),
            (Story::Stretch{story.step(back).end, story.step(back).end + 9}));
}

TEST(Story, a_call_lies_from_its_entry_to_its_return) {
  RandomCases cases(8);
  for (int i = 0; i < 100; ++i) {
    scenario::Scenario scenario = cases.next(10);
    if (i % 2 == 0) scenario.cases[0].machine.cpu.mode_switch = Time();
    const Trace trace = simulate::trace_of(scenario, scenario.cases[0], methods::all_methods());
    const Story story(trace);
    for (SpanId id = 0; id < trace.size(); ++id) {
      const trace::Span& span = trace[id];
      if (span.kind != trace::Kind::mode_switch) continue;
      SpanId call = id;
      while (trace[call].kind != trace::Kind::syscall || trace[call].call != span.call)
        --call;
      if (span.name == trace::WellKnown::to_kernel)
        ASSERT_EQ(story.row(call).begin, story.step(id).begin);
      else
        ASSERT_EQ(story.row(call).end, story.step(id).end);
    }
  }
}

TEST(Story, of_a_trace_without_rows_is_a_point) {
  trace::TraceBuilder builder;
  builder.start(trace::small_header());
  builder.finish(Time());
  const Trace trace = builder.take();
  const Story story(trace);
  EXPECT_EQ(story.length(), 0);
  EXPECT_EQ(story.at({}), 0);
  EXPECT_EQ(story.cursor_at(1), Cursor{});
  EXPECT_EQ(story.rest(1), Cursor{});
}

} // namespace
} // namespace copyscope::figure
