// The clock, the order of events, budgets, and how tasks begin, nest and fail.
#include "sim/engine/engine.h"
#include "sim/engine/resource.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace copyscope::engine {
namespace {

using Log = std::vector<std::string>;

Task note_after(Engine& engine, Time delay, Log& log, std::string what) {
  co_await engine.delay(delay);
  log.push_back(what);
}

Task tick(Engine& engine, Time period, int times, std::vector<std::int64_t>& at) {
  for (int i = 0; i < times; ++i) {
    co_await engine.delay(period);
    at.push_back(engine.now().ps());
  }
}

TEST(Engine, the_clock_begins_at_zero_and_stops_at_the_last_event) {
  Engine engine;
  Log log;
  EXPECT_EQ(engine.now(), ps(0));
  engine.spawn(note_after(engine, ps(30), log, "a"));
  engine.run();
  EXPECT_EQ(engine.now(), ps(30));
}

TEST(Engine, events_run_in_order_of_time) {
  Engine engine;
  Log log;
  engine.spawn(note_after(engine, ps(30), log, "late"));
  engine.spawn(note_after(engine, ps(10), log, "early"));
  engine.spawn(note_after(engine, ps(20), log, "between"));
  engine.run();
  EXPECT_EQ(log, (Log{"early", "between", "late"}));
}

TEST(Engine, events_at_the_same_time_run_in_the_order_of_scheduling) {
  Engine engine;
  Log log;
  for (const char* name : {"a", "b", "c", "d"})
    engine.spawn(note_after(engine, ps(10), log, name));
  engine.run();
  EXPECT_EQ(log, (Log{"a", "b", "c", "d"}));
}

TEST(Engine, a_spawned_task_starts_after_what_is_due_already) {
  Engine engine;
  Log log;
  const auto spawner = [](Engine& engine, Log& log) -> Task {
    engine.spawn(note_after(engine, ps(0), log, "child"));
    log.push_back("parent");
    co_return;
  };
  engine.spawn(spawner(engine, log));
  engine.spawn(note_after(engine, ps(0), log, "other"));
  engine.run();
  EXPECT_EQ(log, (Log{"parent", "other", "child"}));
}

TEST(Engine, a_step_handles_at_most_its_budget) {
  Engine engine;
  std::vector<std::int64_t> at;
  engine.spawn(tick(engine, ps(5), 10, at));
  EXPECT_FALSE(engine.step(4)); // the start and three ticks
  EXPECT_EQ(at.size(), 3u);
  EXPECT_EQ(engine.events(), 4u);
  EXPECT_FALSE(engine.step(0));
  EXPECT_EQ(engine.events(), 4u);
  EXPECT_TRUE(engine.step(100));
  EXPECT_EQ(at.size(), 10u);
  EXPECT_EQ(engine.events(), 11u);
  EXPECT_TRUE(engine.step(100));
}

TEST(Engine, run_until_handles_what_is_due_then_and_sets_the_clock) {
  Engine engine;
  std::vector<std::int64_t> at;
  engine.spawn(tick(engine, ps(10), 5, at));
  engine.run_until(ps(20));
  EXPECT_EQ(at, (std::vector<std::int64_t>{10, 20}));
  engine.run_until(ps(29));
  EXPECT_EQ(engine.now(), ps(29));
  EXPECT_EQ(at.size(), 2u);
  engine.run();
  EXPECT_EQ(at, (std::vector<std::int64_t>{10, 20, 30, 40, 50}));
}

TEST(Engine, run_until_a_time_before_now_is_a_broken_invariant) {
  Engine engine;
  engine.run_until(ps(5));
  EXPECT_THROW(engine.run_until(ps(4)), BrokenInvariant);
}

TEST(Engine, a_negative_delay_is_a_broken_invariant) {
  Engine engine;
  EXPECT_THROW(static_cast<void>(engine.delay(ps(-1))), BrokenInvariant);
}

TEST(Engine, a_time_that_does_not_fit_is_reported_and_not_wrapped) {
  Engine engine;
  Log log;
  const auto twice = [](Engine& engine) -> Task {
    co_await engine.delay(Time::max());
    co_await engine.delay(ps(1));
  };
  engine.spawn(twice(engine));
  EXPECT_THROW(engine.run(), OverflowError);
  EXPECT_EQ(engine.now(), Time::max());
}

TEST(Engine, pending_counts_scheduled_events_and_tasks_those_alive) {
  Engine engine;
  Log log;
  engine.spawn(note_after(engine, ps(10), log, "a"));
  engine.spawn(note_after(engine, ps(20), log, "b"));
  EXPECT_EQ(engine.pending(), 2u);
  EXPECT_EQ(engine.tasks(), 2u);
  engine.run_until(ps(10));
  EXPECT_EQ(engine.pending(), 1u);
  EXPECT_EQ(engine.tasks(), 1u);
}

TEST(Task, an_awaited_task_runs_to_its_end_before_the_awaiting_one_goes_on) {
  Engine engine;
  Log log;
  const auto outer = [](Engine& engine, Log& log) -> Task {
    co_await note_after(engine, ps(10), log, "inner");
    log.push_back("outer");
  };
  engine.spawn(outer(engine, log));
  engine.run();
  EXPECT_EQ(log, (Log{"inner", "outer"}));
}

Task fail_after(Engine& engine, Time delay) {
  co_await engine.delay(delay);
  throw std::runtime_error("as planned");
}

TEST(Task, what_an_awaited_task_throws_arrives_where_it_is_awaited) {
  Engine engine;
  Log log;
  const auto outer = [](Engine& engine, Log& log) -> Task {
    try {
      co_await fail_after(engine, ps(10));
    } catch (const std::runtime_error& error) {
      log.push_back(error.what());
    }
  };
  engine.spawn(outer(engine, log));
  engine.run();
  EXPECT_EQ(log, (Log{"as planned"}));
}

TEST(Task, what_leaves_a_spawned_task_comes_out_of_run_and_the_rest_can_go_on) {
  Engine engine;
  Log log;
  engine.spawn(fail_after(engine, ps(10)));
  engine.spawn(note_after(engine, ps(20), log, "later"));
  EXPECT_THROW(engine.run(), std::runtime_error);
  EXPECT_EQ(engine.now(), ps(10));
  EXPECT_EQ(engine.tasks(), 1u);
  engine.run();
  EXPECT_EQ(log, (Log{"later"}));
}

TEST(Task, a_hundred_thousand_tasks_awaited_one_after_the_other_need_no_stack) {
  Engine engine;
  Log log;
  int ended = 0;
  const auto leaf = [](int& ended) -> Task {
    ++ended;
    co_return;
  };
  const auto loop = [leaf](int& ended) -> Task {
    for (int i = 0; i < 100'000; ++i)
      co_await leaf(ended);
  };
  engine.spawn(loop(ended));
  engine.run();
  EXPECT_EQ(ended, 100'000);
}

Task nest(Engine& engine, int depth, int& deepest) {
  deepest = std::max(deepest, depth);
  if (depth < 100'000) co_await nest(engine, depth + 1, deepest);
  co_await engine.delay(ps(1));
}

TEST(Task, tasks_nested_a_hundred_thousand_deep_need_no_stack) {
  Engine engine;
  int deepest = 0;
  engine.spawn(nest(engine, 1, deepest));
  engine.run();
  EXPECT_EQ(deepest, 100'000);
  EXPECT_EQ(engine.now(), ps(100'000));
}

TEST(Task, a_deep_nest_dropped_half_way_needs_no_stack_either) {
  int deepest = 0;
  {
    Engine engine;
    engine.spawn(nest(engine, 1, deepest));
    engine.step(10);
  }
  EXPECT_EQ(deepest, 100'000);
}

TEST(Task, a_task_never_started_is_dropped_without_a_trace) {
  Engine engine;
  Log log;
  { Task task = note_after(engine, ps(1), log, "never"); }
  engine.run();
  EXPECT_TRUE(log.empty());
}

TEST(Task, an_engine_is_not_run_from_within) {
  Engine engine;
  const auto inside = [](Engine& engine) -> Task {
    engine.run();
    co_return;
  };
  engine.spawn(inside(engine));
  EXPECT_THROW(engine.run(), BrokenInvariant);
}

} // namespace
} // namespace copyscope::engine
