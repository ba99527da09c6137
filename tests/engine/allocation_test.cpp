// Once warmed up, a simulation allocates nothing.
#include "sim/engine/engine.h"
#include "sim/engine/frame_pool.h"
#include "sim/engine/queue.h"
#include "sim/engine/resource.h"
#include "sim/engine/signal.h"
#include "tests/engine/allocations.h"
#include "tests/engine/ps.h"
#include "tests/engine/random.h"

#include <gtest/gtest.h>

namespace copyscope::engine {
namespace {

struct Works {
  Engine engine;
  Resource machines{engine, 3};
  Queue<std::int64_t> parts{engine, 5};
  Signal bell{engine};
  Random random{1};

  Task make() {
    for (;;) {
      co_await engine.delay(ps(random.exponential(1000)));
      co_await parts.push(random.below(100));
    }
  }
  Task assemble() {
    const std::int64_t part = co_await parts.pop();
    Resource::Lease machine = co_await machines.acquire();
    co_await engine.delay(ps(part));
  }
  Task work() {
    for (;;) {
      co_await engine.with_timeout(assemble(), ps(3000));
      engine.spawn(ring());
      co_await bell.wait_within(ps(500));
    }
  }
  Task ring() {
    co_await engine.delay(ps(random.exponential(400)));
    bell.notify_all();
  }
};

TEST(Allocation, there_is_none_in_the_steady_state) {
  if (!frames_are_pooled()) GTEST_SKIP() << "under this sanitizer every frame is allocated";
  Works works;
  for (int i = 0; i < 500; ++i) {
    works.engine.spawn(works.make());
    works.engine.spawn(works.work());
  }
  works.engine.step(1'000'000);
  const std::size_t before = allocations();
  works.engine.step(1'000'000);
  EXPECT_EQ(allocations() - before, 0u);
}

Task hold(Engine& engine, std::uint64_t seed) {
  Random random(seed);
  for (;;)
    co_await engine.delay(ps(random.exponential(1'000'000)));
}

TEST(Allocation, there_is_none_however_many_events_are_pending) {
  for (const std::uint64_t pending : {64u, 1000u, 64'000u}) {
    Engine engine;
    for (std::uint64_t i = 0; i < pending; ++i)
      engine.spawn(hold(engine, i));
    engine.step(3 * pending + 100'000);
    const std::size_t before = allocations();
    engine.step(500'000);
    EXPECT_EQ(allocations() - before, 0u) << pending;
  }
}

} // namespace
} // namespace copyscope::engine
