// Resources: capacity, first come first served, limits, cancellation.
#include "sim/engine/resource.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace copyscope::engine {
namespace {

using Log = std::vector<std::string>;

struct Shop {
  Engine engine;
  Resource clerks;
  Log log;
  std::int64_t most_in_use = 0;

  explicit Shop(std::int64_t clerk_count) : clerks(engine, clerk_count) {}

  Task visit(std::string name, Time arrives, Time needs, std::int64_t amount = 1) {
    co_await engine.delay(arrives);
    Resource::Lease lease = co_await clerks.acquire(amount);
    log.push_back(name + "@" + std::to_string(engine.now().ps()));
    most_in_use = std::max(most_in_use, clerks.in_use());
    co_await engine.delay(needs);
  }

  Task visit_impatiently(std::string name, Time arrives, Time patience, Time needs) {
    co_await engine.delay(arrives);
    if (auto lease = co_await clerks.acquire_within(patience)) {
      log.push_back(name + "@" + std::to_string(engine.now().ps()));
      co_await engine.delay(needs);
    } else {
      log.push_back(name + " left@" + std::to_string(engine.now().ps()));
    }
  }
};

TEST(Resource, serves_in_the_order_of_asking) {
  Shop shop(1);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  shop.engine.spawn(shop.visit("c", ps(20), ps(100)));
  shop.engine.spawn(shop.visit("b", ps(10), ps(100)));
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "b@100", "c@200"}));
}

TEST(Resource, lets_in_no_more_than_its_capacity) {
  Shop shop(3);
  for (int i = 0; i < 20; ++i)
    shop.engine.spawn(shop.visit("x", ps(i), ps(50)));
  shop.engine.run();
  EXPECT_EQ(shop.most_in_use, 3);
  EXPECT_EQ(shop.log.size(), 20u);
  EXPECT_EQ(shop.clerks.free(), 3);
}

TEST(Resource, a_large_request_is_not_overtaken_by_smaller_ones) {
  Shop shop(4);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100), 2));
  shop.engine.spawn(shop.visit("large", ps(1), ps(100), 4));
  shop.engine.spawn(shop.visit("small", ps(2), ps(100), 1));
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "large@100", "small@200"}));
}

TEST(Resource, a_request_with_a_limit_leaves_the_line_when_it_is_over) {
  Shop shop(1);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  shop.engine.spawn(shop.visit_impatiently("b", ps(10), ps(30), ps(100)));
  shop.engine.spawn(shop.visit("c", ps(20), ps(100)));
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "b left@40", "c@100"}));
  EXPECT_EQ(shop.engine.now(), ps(200));
}

TEST(Resource, a_request_served_within_its_limit_leaves_no_timer_behind) {
  Shop shop(1);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  shop.engine.spawn(shop.visit_impatiently("b", ps(10), ps(1000), ps(100)));
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "b@100"}));
  EXPECT_EQ(shop.engine.now(), ps(200));
}

TEST(Resource, a_large_request_that_gives_up_lets_the_smaller_behind_it_in) {
  Engine engine;
  Resource buffer(engine, 4);
  Log log;
  const auto hold = [](Engine& engine, Resource& buffer) -> Task {
    auto lease = co_await buffer.acquire(2);
    co_await engine.delay(ps(100));
  };
  const auto large = [](Resource& buffer, Log& log) -> Task {
    if (!co_await buffer.acquire_within(ps(10), 4)) log.push_back("large gives up");
  };
  const auto small = [](Engine& engine, Resource& buffer, Log& log) -> Task {
    auto lease = co_await buffer.acquire(1);
    log.push_back("small@" + std::to_string(engine.now().ps()));
  };
  engine.spawn(hold(engine, buffer));
  engine.spawn(large(buffer, log));
  engine.spawn(small(engine, buffer, log));
  engine.run();
  EXPECT_EQ(log, (Log{"large gives up", "small@10"}));
}

TEST(Resource, a_lease_can_be_released_before_its_scope_ends) {
  Engine engine;
  Resource clerk(engine, 1);
  std::int64_t free_after = -1;
  const auto use = [](Resource& clerk, std::int64_t& free_after) -> Task {
    auto lease = co_await clerk.acquire();
    lease.release();
    free_after = clerk.free();
  };
  engine.spawn(use(clerk, free_after));
  engine.run();
  EXPECT_EQ(free_after, 1);
  EXPECT_EQ(clerk.free(), 1);
}

TEST(Resource, trying_does_not_overtake_the_line) {
  Shop shop(2);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  shop.engine.spawn(shop.visit("b", ps(0), ps(100), 2));
  shop.engine.run_until(ps(50));
  EXPECT_EQ(shop.clerks.free(), 1);
  EXPECT_FALSE(shop.clerks.try_acquire());
}

TEST(Resource, an_amount_beyond_the_capacity_is_a_broken_invariant) {
  Engine engine;
  Resource clerk(engine, 2);
  EXPECT_THROW(static_cast<void>(clerk.try_acquire(3)), BrokenInvariant);
  EXPECT_THROW(static_cast<void>(clerk.try_acquire(0)), BrokenInvariant);
  EXPECT_THROW(Resource(engine, 0), BrokenInvariant);
}

TEST(Resource, cancelling_who_waits_removes_the_request) {
  Shop shop(1);
  shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  TaskHandle waiting = shop.engine.spawn(shop.visit("b", ps(10), ps(100)));
  shop.engine.spawn(shop.visit("c", ps(20), ps(100)));
  shop.engine.run_until(ps(50));
  EXPECT_EQ(shop.clerks.waiting(), 2u);
  waiting.cancel();
  EXPECT_FALSE(waiting.alive());
  EXPECT_EQ(shop.clerks.waiting(), 1u);
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "c@100"}));
}

TEST(Resource, cancelling_who_holds_a_lease_gives_it_to_the_next) {
  Shop shop(1);
  TaskHandle holder = shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  shop.engine.spawn(shop.visit("b", ps(10), ps(100)));
  shop.engine.run_until(ps(50));
  holder.cancel();
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "b@50"}));
}

TEST(Resource, cancelling_who_was_served_but_has_not_run_yet_serves_the_next) {
  Shop shop(1);
  TaskHandle holder = shop.engine.spawn(shop.visit("a", ps(0), ps(100)));
  TaskHandle second = shop.engine.spawn(shop.visit("b", ps(10), ps(100)));
  shop.engine.spawn(shop.visit("c", ps(20), ps(100)));
  shop.engine.run_until(ps(50));
  holder.cancel(); // b is served, and would go on with the next event
  second.cancel();
  shop.engine.run();
  EXPECT_EQ(shop.log, (Log{"a@0", "c@50"}));
}

TEST(Resource, a_simulation_dropped_half_way_gives_nothing_on) {
  Shop shop(1);
  for (int i = 0; i < 10; ++i)
    shop.engine.spawn(shop.visit("x", ps(i), ps(50)));
  shop.engine.run_until(ps(120));
  EXPECT_EQ(shop.log.size(), 3u); // the rest goes with the shop; the sanitizers see to the rest
}

} // namespace
} // namespace copyscope::engine
