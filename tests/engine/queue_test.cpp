// Queues: order, room, limits, cancellation, and what becomes of the items.
#include "sim/engine/queue.h"
#include "tests/engine/ps.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace copyscope::engine {
namespace {

using Log = std::vector<std::string>;

struct Belt {
  Engine engine;
  Queue<int> queue;
  Log log;

  explicit Belt(std::size_t capacity) : queue(engine, capacity) {}

  void note(const std::string& what) {
    log.push_back(what + "@" + std::to_string(engine.now().ps()));
  }
  Task push(int first, int last, Time period = ps(0)) {
    for (int item = first; item <= last; ++item) {
      co_await engine.delay(period);
      co_await queue.push(item);
      note("in " + std::to_string(item));
    }
  }
  Task pop(int times, Time period = ps(0), std::string who = "out") {
    for (int i = 0; i < times; ++i) {
      co_await engine.delay(period);
      const int item = co_await queue.pop();
      note(who + " " + std::to_string(item));
    }
  }
};

TEST(Queue, who_pops_an_empty_queue_waits_for_an_item) {
  Belt belt(4);
  belt.engine.spawn(belt.pop(1));
  belt.engine.spawn(belt.push(7, 7, ps(50)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"in 7@50", "out 7@50"}));
}

TEST(Queue, who_pushes_into_a_full_queue_waits_for_room) {
  Belt belt(2);
  belt.engine.spawn(belt.push(1, 4));
  belt.engine.spawn(belt.pop(4, ps(10)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"in 1@0", "in 2@0", "out 1@10", "in 3@10", "out 2@20", "in 4@20",
                           "out 3@30", "out 4@40"}));
  EXPECT_TRUE(belt.queue.empty());
}

TEST(Queue, never_holds_more_than_its_capacity) {
  Belt belt(3);
  for (int i = 0; i < 5; ++i)
    belt.engine.spawn(belt.push(10 * i, 10 * i + 9, ps(i)));
  belt.engine.spawn(belt.pop(50, ps(3)));
  std::size_t most = 0;
  while (!belt.engine.step(1))
    most = std::max(most, belt.queue.size());
  EXPECT_EQ(most, 3u);
}

TEST(Queue, items_come_out_in_the_order_in_which_they_went_in_however_many_wait) {
  Belt belt(1);
  belt.engine.spawn(belt.push(0, 99));
  for (const char* who : {"a", "b", "c"})
    belt.engine.spawn(belt.pop(33, ps(0), who));
  belt.engine.spawn(belt.pop(1));
  belt.engine.run();
  int next = 0;
  for (const std::string& line : belt.log) {
    if (line.starts_with("in")) continue;
    const auto number = line.substr(line.find(' ') + 1);
    EXPECT_EQ(number, std::to_string(next++) + "@0");
  }
  EXPECT_EQ(next, 100);
}

TEST(Queue, those_who_pop_are_served_in_the_order_in_which_they_came) {
  Belt belt(4);
  belt.engine.spawn(belt.pop(1, ps(0), "a"));
  belt.engine.spawn(belt.pop(1, ps(0), "b"));
  belt.engine.spawn(belt.push(1, 2, ps(10)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"in 1@10", "a 1@10", "in 2@20", "b 2@20"}));
}

TEST(Queue, a_pop_with_a_limit_returns_without_an_item_when_it_is_over) {
  Belt belt(1);
  const auto impatient = [](Belt& belt) -> Task {
    const std::optional<int> none = co_await belt.queue.pop_within(ps(10));
    belt.note(none ? "item" : "none");
    const std::optional<int> some = co_await belt.queue.pop_within(ps(100));
    belt.note(some ? "item" : "none");
  };
  belt.engine.spawn(impatient(belt));
  belt.engine.spawn(belt.push(1, 1, ps(50)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"none@10", "in 1@50", "item@50"}));
  EXPECT_EQ(belt.engine.now(), ps(50));
}

TEST(Queue, a_push_with_a_limit_keeps_its_item_out_when_it_is_over) {
  Belt belt(1);
  const auto impatient = [](Belt& belt) -> Task {
    EXPECT_TRUE(co_await belt.queue.push_within(1, ps(10)));
    EXPECT_FALSE(co_await belt.queue.push_within(2, ps(10)));
    belt.note("gave up");
  };
  belt.engine.spawn(impatient(belt));
  belt.engine.spawn(belt.pop(1, ps(50)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"gave up@10", "out 1@50"}));
  EXPECT_TRUE(belt.queue.empty());
}

TEST(Queue, an_item_for_a_task_cancelled_before_it_ran_goes_to_the_next) {
  Belt belt(4);
  TaskHandle first = belt.engine.spawn(belt.pop(1, ps(0), "first"));
  belt.engine.spawn(belt.pop(1, ps(0), "second"));
  belt.engine.run();
  EXPECT_TRUE(belt.queue.try_push(5));
  first.cancel();
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"second 5@0"}));
}

TEST(Queue, a_cancelled_push_leaves_no_item) {
  Belt belt(1);
  EXPECT_TRUE(belt.queue.try_push(1));
  TaskHandle pushing = belt.engine.spawn(belt.push(2, 2));
  belt.engine.spawn(belt.push(3, 3));
  belt.engine.run();
  pushing.cancel();
  belt.engine.spawn(belt.pop(2, ps(10)));
  belt.engine.run();
  EXPECT_EQ(belt.log, (Log{"out 1@10", "in 3@10", "out 3@20"}));
}

TEST(Queue, trying_succeeds_only_at_once) {
  Engine engine;
  Queue<int> queue(engine, 1);
  EXPECT_FALSE(queue.try_pop());
  EXPECT_TRUE(queue.try_push(1));
  EXPECT_FALSE(queue.try_push(2));
  EXPECT_EQ(queue.try_pop(), 1);
}

// Some compilers destroy what a temporary within a co_await expression holds twice (g++ 12.2 does
// so with a lambda's by-value captures). None of our awaitables may run into that.
TEST(Queue, items_are_destroyed_exactly_once) {
  const auto item = std::make_shared<int>(1);
  {
    Engine engine;
    Queue<std::shared_ptr<int>> queue(engine, 1);
    const auto push = [](Queue<std::shared_ptr<int>>& queue, std::shared_ptr<int> item) -> Task {
      for (int i = 0; i < 5; ++i)
        co_await queue.push(std::shared_ptr<int>(item));
      co_await queue.push_within(std::shared_ptr<int>(item), ps(1));
      co_await queue.push(std::move(item));
    };
    const auto pop = [](Queue<std::shared_ptr<int>>& queue) -> Task {
      for (int i = 0; i < 3; ++i)
        EXPECT_NE(co_await queue.pop(), nullptr);
    };
    engine.spawn(push(queue, item));
    engine.spawn(pop(queue));
    engine.run();
    EXPECT_EQ(item.use_count(),
              4); // here, in the queue, and twice with the task that waits for room
  }
  EXPECT_EQ(item.use_count(), 1);
}

TEST(Queue, items_need_not_be_copied_nor_made_without_arguments) {
  struct Item {
    explicit Item(int n) : number(std::make_unique<int>(n)) {}
    std::unique_ptr<int> number;
  };
  Engine engine;
  Queue<Item> queue(engine, 2);
  int sum = 0;
  const auto push = [](Queue<Item>& queue) -> Task {
    for (int i = 1; i <= 10; ++i)
      co_await queue.push(Item(i));
  };
  const auto pop = [](Queue<Item>& queue, int& sum) -> Task {
    for (int i = 1; i <= 10; ++i)
      sum += *(co_await queue.pop()).number;
  };
  engine.spawn(push(queue));
  engine.spawn(pop(queue, sum));
  engine.run();
  EXPECT_EQ(sum, 55);
}

} // namespace
} // namespace copyscope::engine
