// What the index of a trace takes beside its rows, in bytes a row: of one flow, and of a thousand.
#include "bench/traces.h"
#include "tests/trace/many_flows.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <new>

namespace copyscope {
namespace {

std::int64_t bytes_in_use() {
  const struct mallinfo2 now = mallinfo2();
  return static_cast<std::int64_t>(now.uordblks + now.hblkhd);
}

std::int64_t of_rows = 0; // bytes in use for rows and calls

trace::BlockMemory counted() {
  return {[](std::size_t bytes) {
            void* const block = ::operator new(bytes);
            of_rows += static_cast<std::int64_t>(malloc_usable_size(block));
            return block;
          },
          [](void* block) {
            of_rows -= static_cast<std::int64_t>(malloc_usable_size(block));
            ::operator delete(block);
          }};
}

/// All that stays on the heap but rows and calls, which is the index; small tables hardly count.
template <class Make> void measure(benchmark::State& state, Make make) {
  double bytes = 0, rows = 0;
  for (auto _ : state) {
    const std::int64_t before = bytes_in_use() - of_rows;
    const trace::Trace trace = make();
    bytes = static_cast<double>(bytes_in_use() - of_rows - before);
    rows = trace.size();
  }
  state.counters["rows"] = rows;
  state.counters["bytes_a_row"] = bytes / rows;
}

void index_of_one_flow(benchmark::State& state) {
  const scenario::Scenario scenario = bench::sending(std::int64_t{4096} * 308'000, 4096);
  measure(state, [&] {
    return simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(), counted());
  });
}
BENCHMARK(index_of_one_flow)->Unit(benchmark::kMillisecond)->Iterations(1);

void index_of_many_flows(benchmark::State& state) {
  trace::test::Plan plan;
  plan.flows = static_cast<int>(state.range(0));
  plan.calls = 700'000;
  measure(state, [&] {
    trace::TraceBuilder builder(counted());
    trace::ReorderingSink sorted(builder, trace::test::ManyFlows::lateness());
    trace::test::ManyFlows(plan, sorted).run();
    return builder.take();
  });
}
BENCHMARK(index_of_many_flows)->Arg(64)->Arg(1000)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
} // namespace copyscope
