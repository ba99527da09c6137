// How many events a second the engine handles.
#include "sim/engine/engine.h"
#include "bench/hold.h"
#include "sim/engine/queue.h"
#include "sim/engine/resource.h"

#include <benchmark/benchmark.h>

namespace copyscope::bench {
namespace {

using namespace copyscope::engine;

template <typename Times> Task hold(Engine& engine, std::uint64_t seed, std::uint64_t n) {
  Times times(seed, n);
  for (;;)
    co_await engine.delay(Time::from_ps(times.next()));
}

struct Exponential : HoldTimes {
  Exponential(std::uint64_t seed, std::uint64_t) : HoldTimes(seed) {}
};

// Nine short delays, then one a thousand times as long.
struct Bimodal : HoldTimes {
  Bimodal(std::uint64_t seed, std::uint64_t) : HoldTimes(seed), turn(seed % 10) {}
  std::int64_t next() { return turn++ % 10 == 0 ? 1000 * HoldTimes::next() : HoldTimes::next(); }
  std::uint64_t turn;
};

// All at the same times: every event of a round is due at once.
struct Lockstep {
  Lockstep(std::uint64_t, std::uint64_t) {}
  std::int64_t next() { return 1'000'000; }
};

// Bursts: a thousand delays within a thousandth of the time of the one that follows.
struct Bursts : HoldTimes {
  Bursts(std::uint64_t seed, std::uint64_t) : HoldTimes(seed) {}
  std::int64_t next() {
    return ++turn % 1000 == 0 ? std::int64_t{1} << 40 : static_cast<std::int64_t>(random() >> 44);
  }
  std::uint64_t turn = 0;
};

constexpr std::uint64_t slice = 10'000;

template <typename Times> void hold_model(benchmark::State& state) {
  const auto n = static_cast<std::uint64_t>(state.range(0));
  Engine engine;
  for (std::uint64_t i = 0; i < n; ++i)
    engine.spawn(hold<Times>(engine, i, n));
  engine.step(20 * n + 100'000);
  const std::uint64_t before = engine.events();
  for (auto _ : state)
    engine.step(slice);
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events() - before));
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Arg(64)->Arg(1'000)->Arg(64'000);
}

BENCHMARK(hold_model<Exponential>)->Name("hold")->Apply(sizes)->Arg(1'000'000);
BENCHMARK(hold_model<Bimodal>)->Name("hold_bimodal")->Apply(sizes);
BENCHMARK(hold_model<Lockstep>)->Name("hold_lockstep")->Apply(sizes);
BENCHMARK(hold_model<Bursts>)->Name("hold_bursts")->Apply(sizes);

Task alone(Engine& engine) {
  for (;;)
    co_await engine.delay(Time::from_ps(1000));
}

void one_task_alone(benchmark::State& state) {
  Engine engine;
  engine.spawn(alone(engine));
  for (auto _ : state)
    engine.step(slice);
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events()));
}
BENCHMARK(one_task_alone);

Task child(Engine& engine) {
  co_await engine.delay(Time::from_ps(1000));
}

Task parent(Engine& engine) {
  for (;;)
    co_await child(engine);
}

void a_child_task_for_each_delay(benchmark::State& state) {
  Engine engine;
  for (int i = 0; i < 8; ++i)
    engine.spawn(parent(engine));
  for (auto _ : state)
    engine.step(slice);
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events()));
}
BENCHMARK(a_child_task_for_each_delay);

Task use(Engine& engine, Resource& resource) {
  for (;;) {
    Resource::Lease lease = co_await resource.acquire();
    co_await engine.delay(Time::from_ps(1000));
  }
}

void eight_tasks_share_a_resource(benchmark::State& state) {
  Engine engine;
  Resource resource(engine, 1);
  for (int i = 0; i < 8; ++i)
    engine.spawn(use(engine, resource));
  for (auto _ : state)
    engine.step(slice);
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events()));
}
BENCHMARK(eight_tasks_share_a_resource);

Task produce(Queue<int>& queue) {
  for (int i = 0;; ++i)
    co_await queue.push(i);
}

Task consume(Queue<int>& queue) {
  for (;;)
    benchmark::DoNotOptimize(co_await queue.pop());
}

void a_producer_and_a_consumer(benchmark::State& state) {
  Engine engine;
  Queue<int> queue(engine, 16);
  engine.spawn(produce(queue));
  engine.spawn(consume(queue));
  for (auto _ : state)
    engine.step(slice);
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events()));
}
BENCHMARK(a_producer_and_a_consumer);

// A sawtooth: everything is scheduled, then everything drained.
void fill_and_drain(benchmark::State& state) {
  const auto n = static_cast<std::uint64_t>(state.range(0));
  const auto once = [](Engine& engine, Time delay) -> Task { co_await engine.delay(delay); };
  Engine engine;
  HoldTimes times(1);
  for (auto _ : state) {
    for (std::uint64_t i = 0; i < n; ++i)
      engine.spawn(once(engine, Time::from_ps(times.next())));
    engine.run();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(engine.events()));
}
BENCHMARK(fill_and_drain)->Apply(sizes)->Arg(1'000'000);

} // namespace
} // namespace copyscope::bench
