// An alarm: a wait whose end others move.
#include "sim/engine/alarm.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace copyscope::engine {
namespace {

Task sleep_until(Engine& engine, Alarm& alarm, Time time, std::vector<std::int64_t>& woke) {
  co_await alarm.until(time);
  woke.push_back(engine.now().ps());
}

Task move_at(Engine& engine, Alarm& alarm, Time at, Time to) {
  co_await engine.delay(at);
  alarm.move(to);
}

// When it rings that was set to 100 and is moved.
std::vector<std::int64_t> rings(const std::vector<std::pair<Time, Time>>& moves) {
  Engine engine;
  Alarm alarm(engine);
  std::vector<std::int64_t> woke;
  engine.spawn(sleep_until(engine, alarm, ps(100), woke));
  for (const auto& [at, to] : moves)
    engine.spawn(move_at(engine, alarm, at, to));
  engine.run();
  EXPECT_FALSE(alarm.is_set());
  return woke;
}

using Times = std::vector<std::int64_t>;

TEST(Alarm, rings_once_when_it_was_set_to) {
  EXPECT_EQ(rings({}), Times{100});
}

TEST(Alarm, can_be_put_off_and_brought_forward_and_both) {
  EXPECT_EQ(rings({{ps(10), ps(250)}}), Times{250});
  EXPECT_EQ(rings({{ps(10), ps(60)}}), Times{60});
  EXPECT_EQ(rings({{ps(10), ps(250)}, {ps(20), ps(30)}, {ps(25), ps(70)}}), Times{70});
}

TEST(Alarm, can_be_moved_to_now_and_then_what_is_due_already_comes_first) {
  Engine engine;
  Alarm alarm(engine);
  Times woke;
  engine.spawn(sleep_until(engine, alarm, ps(100), woke));
  engine.spawn(move_at(engine, alarm, ps(40), ps(40)));
  const auto note = [](Engine& e, Times& to) -> Task {
    co_await e.delay(ps(40));
    to.push_back(-1);
  };
  engine.spawn(note(engine, woke));
  engine.run();
  EXPECT_EQ(woke, (Times{-1, 40}));
}

TEST(Alarm, is_set_only_while_somebody_waits_for_it) {
  Engine engine;
  Alarm alarm(engine);
  Times woke;
  EXPECT_FALSE(alarm.is_set());
  EXPECT_THROW(alarm.move(ps(5)), BrokenInvariant);
  engine.spawn(sleep_until(engine, alarm, ps(100), woke));
  engine.run_until(ps(50));
  EXPECT_TRUE(alarm.is_set());
  EXPECT_THROW(alarm.move(ps(49)), BrokenInvariant);
  EXPECT_THROW(static_cast<void>(alarm.until(ps(60))), BrokenInvariant);
  engine.run();
  EXPECT_EQ(woke, Times{100});
}

TEST(Alarm, can_be_set_again_once_it_has_rung) {
  Engine engine;
  Alarm alarm(engine);
  Times woke;
  const auto twice = [](Engine& e, Alarm& a, Times& to) -> Task {
    for (int i = 0; i < 2; ++i)
      co_await sleep_until(e, a, e.now() + ps(30), to);
  };
  engine.spawn(twice(engine, alarm, woke));
  engine.spawn(move_at(engine, alarm, ps(35), ps(90)));
  engine.run();
  EXPECT_EQ(woke, (Times{30, 90}));
}

TEST(Alarm, rings_for_nobody_once_its_task_was_cancelled) {
  Engine engine;
  Alarm alarm(engine);
  Times woke;
  TaskHandle sleeper = engine.spawn(sleep_until(engine, alarm, ps(100), woke));
  engine.run_until(ps(10));
  sleeper.cancel();
  EXPECT_FALSE(alarm.is_set());
  EXPECT_EQ(engine.pending(), 0u);
  engine.run();
  EXPECT_TRUE(woke.empty());
}

} // namespace
} // namespace copyscope::engine
