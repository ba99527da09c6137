// Tasks that are cut short: by a handle, by a time limit, by the end of the engine.
#include "sim/engine/engine.h"
#include "sim/engine/resource.h"
#include "sim/engine/signal.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace copyscope::engine {
namespace {

using Log = std::vector<std::string>;

// Says in the log when it goes.
struct Tracer {
  Tracer(Log& log, std::string name) : log_(log), name_(std::move(name)) {}
  Tracer(const Tracer&) = delete;
  ~Tracer() { log_.push_back(name_ + " gone"); }
  Log& log_;
  std::string name_;
};

Task sleep(Engine& engine, Time time, Log& log, std::string name) {
  Tracer tracer(log, name);
  co_await engine.delay(time);
  log.push_back(name + " awake");
}

Task sleep_below(Engine& engine, Time time, Log& log, std::string name) {
  Tracer tracer(log, name);
  co_await sleep(engine, time, log, "child of " + name);
}

TEST(Cancellation, ends_a_task_where_it_waits_the_innermost_first) {
  Engine engine;
  Log log;
  TaskHandle handle = engine.spawn(sleep_below(engine, ps(100), log, "a"));
  engine.run_until(ps(50));
  EXPECT_TRUE(handle.alive());
  handle.cancel();
  EXPECT_FALSE(handle.alive());
  EXPECT_EQ(log, (Log{"child of a gone", "a gone"}));
  EXPECT_EQ(engine.pending(), 0u);
  EXPECT_EQ(engine.tasks(), 0u);
  handle.cancel(); // nothing more to cancel
}

TEST(Cancellation, works_before_the_task_has_started) {
  Engine engine;
  Log log;
  TaskHandle handle = engine.spawn(sleep(engine, ps(100), log, "a"));
  handle.cancel();
  engine.run();
  EXPECT_TRUE(log.empty());
}

TEST(Cancellation, of_a_task_that_has_ended_is_nothing) {
  Engine engine;
  Log log;
  TaskHandle handle = engine.spawn(sleep(engine, ps(100), log, "a"));
  engine.run();
  EXPECT_FALSE(handle.alive());
  handle.cancel();
}

TEST(Cancellation, of_oneself_is_a_broken_invariant) {
  Engine engine;
  std::optional<TaskHandle> own;
  const auto task = [](Engine& engine, std::optional<TaskHandle>& own) -> Task {
    co_await engine.delay(ps(1));
    own->cancel();
  };
  own = engine.spawn(task(engine, own));
  EXPECT_THROW(engine.run(), BrokenInvariant);
}

TEST(Cancellation, by_another_task_while_the_engine_runs) {
  Engine engine;
  Log log;
  TaskHandle handle = engine.spawn(sleep(engine, ps(100), log, "a"));
  const auto canceller = [](Engine& engine, TaskHandle& handle) -> Task {
    co_await engine.delay(ps(10));
    handle.cancel();
  };
  engine.spawn(canceller(engine, handle));
  engine.run();
  EXPECT_EQ(log, (Log{"a gone"}));
  EXPECT_EQ(engine.now(), ps(10));
}

TEST(Cancellation, a_handle_can_be_let_go_moved_and_outlive_the_engine) {
  Log log;
  TaskHandle outliving;
  {
    Engine engine;
    engine.spawn(sleep(engine, ps(5), log, "a"));
    TaskHandle handle = engine.spawn(sleep(engine, ps(100), log, "b"));
    outliving = std::move(handle);
    engine.run_until(ps(10));
    EXPECT_TRUE(outliving.alive());
  }
  EXPECT_FALSE(outliving.alive());
  outliving.cancel();
  EXPECT_EQ(log, (Log{"a awake", "a gone", "b gone"}));
}

Task limited(Engine& engine, Time needs, Time limit, Log& log) {
  const bool in_time = co_await engine.with_timeout(sleep_below(engine, needs, log, "a"), limit);
  log.push_back((in_time ? "in time@" : "late@") + std::to_string(engine.now().ps()));
}

TEST(TimeLimit, a_task_that_ends_within_it_leaves_no_timer) {
  Engine engine;
  Log log;
  engine.spawn(limited(engine, ps(10), ps(100), log));
  engine.run();
  EXPECT_EQ(log, (Log{"child of a awake", "child of a gone", "a gone", "in time@10"}));
  EXPECT_EQ(engine.now(), ps(10));
}

TEST(TimeLimit, a_task_that_does_not_end_within_it_is_cancelled) {
  Engine engine;
  Log log;
  engine.spawn(limited(engine, ps(100), ps(10), log));
  engine.run();
  EXPECT_EQ(log, (Log{"child of a gone", "a gone", "late@10"}));
  EXPECT_EQ(engine.now(), ps(10));
}

TEST(TimeLimit, a_task_that_needs_exactly_the_limit_is_late) {
  Engine engine;
  Log log;
  engine.spawn(limited(engine, ps(10), ps(10), log));
  engine.run();
  EXPECT_EQ(log.back(), "late@10");
}

TEST(TimeLimit, what_the_task_throws_arrives_where_it_is_awaited) {
  Engine engine;
  bool caught = false;
  const auto fail = [](Engine& engine) -> Task {
    co_await engine.delay(ps(5));
    throw std::runtime_error("as planned");
  };
  const auto outer = [fail](Engine& engine, bool& caught) -> Task {
    try {
      co_await engine.with_timeout(fail(engine), ps(10));
    } catch (const std::runtime_error&) {
      caught = true;
    }
    co_await engine.delay(ps(1));
  };
  Task task = outer(engine, caught);
  engine.spawn(std::move(task));
  engine.run();
  EXPECT_TRUE(caught);
  EXPECT_EQ(engine.now(), ps(6));
}

TEST(TimeLimit, limits_nest) {
  Engine engine;
  Log log;
  const auto outer = [](Engine& engine, Log& log) -> Task {
    co_await engine.with_timeout(limited(engine, ps(100), ps(50), log), ps(20));
    log.push_back("outer@" + std::to_string(engine.now().ps()));
    co_await engine.with_timeout(limited(engine, ps(100), ps(20), log), ps(50));
    log.push_back("outer@" + std::to_string(engine.now().ps()));
  };
  engine.spawn(outer(engine, log));
  engine.run();
  EXPECT_EQ(log, (Log{"child of a gone", "a gone", "outer@20", "child of a gone", "a gone",
                      "late@40", "outer@40"}));
}

TEST(Dropping, an_engine_half_way_destroys_every_task_and_what_it_holds) {
  const auto held = std::make_shared<int>(1);
  {
    Engine engine;
    Resource clerk(engine, 1);
    Signal never(engine);
    const auto hold = [](Engine& engine, Resource& clerk, Signal& never, std::shared_ptr<int> held,
                         int which) -> Task {
      auto lease = co_await clerk.acquire();
      if (which % 2) co_await never.wait_within(ps(which));
      lease.release();
      co_await engine.with_timeout(
          [](Engine& engine, std::shared_ptr<int> held) -> Task {
            co_await engine.delay(ps(*held * 1000));
          }(engine, held),
          ps(500));
    };
    for (int i = 0; i < 20; ++i)
      engine.spawn(hold(engine, clerk, never, held, i));
    engine.step(30);
    EXPECT_GT(held.use_count(), 1);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Dropping, a_resource_before_its_engine_is_in_order) {
  Engine engine;
  Log log;
  {
    Resource clerk(engine, 1);
    const auto use = [](Engine& engine, Resource& clerk) -> Task {
      auto lease = co_await clerk.acquire();
      co_await engine.delay(ps(100));
    };
    engine.spawn(use(engine, clerk));
    engine.spawn(use(engine, clerk));
    engine.step(2);
  } // one task holds a lease of it, another waits in its line; nothing runs any more
  EXPECT_EQ(engine.tasks(), 2u);
}

} // namespace
} // namespace copyscope::engine
