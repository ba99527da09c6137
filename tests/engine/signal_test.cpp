// Signals and events.
#include "sim/engine/signal.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace copyscope::engine {
namespace {

using Log = std::vector<std::string>;

Task wait_for(Signal& signal, Log& log, std::string who) {
  co_await signal.wait();
  log.push_back(who);
}

TEST(Signal, wakes_all_who_wait_in_the_order_in_which_they_came) {
  Engine engine;
  Signal signal(engine);
  Log log;
  for (const char* who : {"a", "b", "c"})
    engine.spawn(wait_for(signal, log, who));
  engine.run();
  EXPECT_TRUE(log.empty());
  signal.notify_all();
  engine.run();
  EXPECT_EQ(log, (Log{"a", "b", "c"}));
}

TEST(Signal, wakes_nobody_who_comes_later) {
  Engine engine;
  Signal signal(engine);
  Log log;
  signal.notify_all();
  engine.spawn(wait_for(signal, log, "late"));
  engine.run();
  EXPECT_TRUE(log.empty());
  EXPECT_EQ(signal.waiting(), 1u);
}

TEST(Signal, can_wake_one_only) {
  Engine engine;
  Signal signal(engine);
  Log log;
  engine.spawn(wait_for(signal, log, "a"));
  engine.spawn(wait_for(signal, log, "b"));
  engine.run();
  signal.notify_one();
  engine.run();
  EXPECT_EQ(log, (Log{"a"}));
}

TEST(Signal, a_wait_with_a_limit_says_whether_it_was_notified) {
  Engine engine;
  Signal signal(engine);
  std::vector<std::pair<std::int64_t, bool>> results;
  const auto wait = [](Engine& engine, Signal& signal, auto& results, Time limit) -> Task {
    const bool notified = co_await signal.wait_within(limit);
    results.emplace_back(engine.now().ps(), notified);
  };
  const auto ring = [](Engine& engine, Signal& signal) -> Task {
    co_await engine.delay(ps(50));
    signal.notify_all();
  };
  engine.spawn(wait(engine, signal, results, ps(20)));
  engine.spawn(wait(engine, signal, results, ps(80)));
  engine.spawn(ring(engine, signal));
  engine.run();
  EXPECT_EQ(results, (std::vector<std::pair<std::int64_t, bool>>{{20, false}, {50, true}}));
  EXPECT_EQ(engine.now(), ps(50));
}

TEST(Event, whoever_asks_after_it_is_set_goes_on_at_once) {
  Engine engine;
  Event event(engine);
  Log log;
  const auto wait = [](Event& event, Log& log, std::string who) -> Task {
    co_await event.wait();
    log.push_back(who);
  };
  engine.spawn(wait(event, log, "before"));
  engine.run();
  event.set();
  engine.spawn(wait(event, log, "after"));
  engine.run();
  EXPECT_EQ(log, (Log{"before", "after"}));
  event.reset();
  engine.spawn(wait(event, log, "never"));
  engine.run();
  EXPECT_EQ(log.size(), 2u);
}

} // namespace
} // namespace copyscope::engine
