// However a run is cut into steps, and whether a delay suspends its task or not, the same happens
// in the same order; and it is the order of a plain list of events.
#include "sim/engine/engine.h"
#include "sim/engine/queue.h"
#include "sim/engine/resource.h"
#include "sim/engine/signal.h"
#include "tests/engine/ps.h"
#include "tests/engine/random.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <queue>
#include <tuple>
#include <vector>

namespace copyscope::engine {
namespace {

using Plan = std::vector<std::vector<int>>;                         // for each task, its delays
using Happened = std::vector<std::pair<std::int64_t, std::size_t>>; // when, which task

Plan any_plan() {
  return *rc::gen::container<Plan>(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6)));
}

Task follow(Engine& engine, const std::vector<int>& delays, std::size_t which, Happened& happened) {
  for (const int delay : delays) {
    happened.emplace_back(engine.now().ps(), which);
    co_await engine.delay(ps(delay));
  }
  happened.emplace_back(engine.now().ps(), which);
}

Happened reference(const Plan& plan) {
  using Pending = std::tuple<std::int64_t, std::size_t, std::size_t, std::size_t>;
  std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending;
  std::size_t sequence = 0;
  for (std::size_t which = 0; which < plan.size(); ++which)
    pending.emplace(0, sequence++, which, 0);
  Happened happened;
  while (!pending.empty()) {
    const auto [time, number, which, at] = pending.top();
    pending.pop();
    happened.emplace_back(time, which);
    if (at < plan[which].size()) pending.emplace(time + plan[which][at], sequence++, which, at + 1);
  }
  return happened;
}

RC_GTEST_PROP(Order, is_that_of_a_stable_list_of_events, ()) {
  const Plan plan = any_plan();
  Engine engine;
  Happened happened;
  for (std::size_t which = 0; which < plan.size(); ++which)
    engine.spawn(follow(engine, plan[which], which, happened));
  engine.run();
  RC_ASSERT(happened == reference(plan));
  RC_ASSERT(engine.events() == happened.size());
}

// Tasks that use everything, in a way that depends only on the seed.
class Town {
public:
  explicit Town(std::uint64_t seed) : random_(seed) {
    for (int i = 0; i < 12; ++i)
      engine.spawn(live(i));
  }

  Engine engine;
  std::vector<std::pair<std::int64_t, int>> log;

private:
  void note(int what) { log.emplace_back(engine.now().ps(), what); }
  Time some() { return ps(random_.below(8) ? random_.below(5) : random_.below(100'000)); }

  Task live(int who) {
    for (int i = 0; i < 30; ++i) {
      note(who * 100 + i);
      co_await act();
    }
  }

  Task act() {
    switch (random_.below(9)) {
    case 0:
      if (auto lease = co_await clerks_.acquire_within(some())) co_await engine.delay(some());
      break;
    case 1: {
      Resource::Lease lease = co_await clerks_.acquire(1 + random_.below(2));
      co_await engine.delay(some());
      break;
    }
    case 2:
      note(co_await goods_.push_within(1, some()));
      break;
    case 3:
      note((co_await goods_.pop_within(some())).value_or(-1));
      break;
    case 4:
      note(co_await bell_.wait_within(some()));
      break;
    case 5:
      bell_.notify_all();
      break;
    case 6:
      note(co_await engine.with_timeout(pause(), some()));
      break;
    case 7:
      cancelled_.cancel();
      cancelled_ = engine.spawn(pause());
      break;
    default:
      co_await engine.delay(some());
    }
  }

  Task pause() {
    co_await engine.delay(some());
    Resource::Lease lease = co_await clerks_.acquire();
    co_await engine.delay(some());
    note(7);
  }

  Random random_;
  Resource clerks_{engine, 2};
  Queue<int> goods_{engine, 2};
  Signal bell_{engine};
  TaskHandle cancelled_;
};

RC_GTEST_PROP(Order, does_not_depend_on_how_a_run_is_cut_into_steps, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Town whole(seed);
  whole.engine.run();
  Town cut(seed);
  Random budgets(seed);
  while (!cut.engine.step(static_cast<std::uint64_t>(budgets.below(7))))
    continue;
  RC_ASSERT(whole.log == cut.log);
  RC_ASSERT(whole.engine.events() == cut.engine.events());
}

// With a budget of one event the delay in that event has none left, so it always suspends.
RC_GTEST_PROP(Order, does_not_depend_on_whether_a_delay_suspends, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Town fast(seed);
  fast.engine.run();
  Town slow(seed);
  while (!slow.engine.step(1))
    continue;
  RC_ASSERT(fast.log == slow.log);
  RC_ASSERT(fast.engine.events() == slow.engine.events());
}

RC_GTEST_PROP(Order, does_not_depend_on_where_run_until_stops, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Town whole(seed);
  whole.engine.run();
  Town cut(seed);
  Random stops(seed);
  while (cut.engine.pending() > 0)
    cut.engine.run_until(cut.engine.now() + ps(stops.below(50'000)));
  RC_ASSERT(whole.log == cut.log);
  RC_ASSERT(whole.engine.events() == cut.engine.events());
}

RC_GTEST_PROP(Order, a_run_dropped_anywhere_leaves_nothing_behind, ()) {
  Town town(*rc::gen::arbitrary<std::uint64_t>());
  town.engine.step(static_cast<std::uint64_t>(*rc::gen::inRange(0, 1000)));
}

} // namespace
} // namespace copyscope::engine
