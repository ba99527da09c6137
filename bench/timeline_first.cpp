// The first view of a run of ten million spans: nothing is made for it, but nothing of the index is
// in a cache yet either.
#include "bench/traces.h"
#include "figure/timeline/timeline_layout.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>

namespace copyscope {
namespace {

using Clock = std::chrono::steady_clock;

// Arguments: the run (0 read + write, 1 mmap + write), true or story time (0, 1).
void first_timeline(benchmark::State& state) {
  const bool is_mapped = state.range(0) == 1, in_story = state.range(1) == 1;
  const scenario::Scenario scenario =
      bench::sending((is_mapped ? 1'100'000 : std::int64_t{770'000}) * 4096, 4096,
                     is_mapped ? "mmap-write" : "read-write");
  for (auto _ : state) {
    const trace::Trace trace =
        simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(), host::huge_pages());
    const figure::Story story(trace);
    const auto begin = Clock::now();
    const figure::TimelineScale scale(story, figure::whole_run(story, in_story), 88,
                                      1280 - 88 - 32);
    benchmark::DoNotOptimize(figure::lay_out_lanes(scale));
    state.SetIterationTime(std::chrono::duration<double>(Clock::now() - begin).count());
  }
}
BENCHMARK(first_timeline)
    ->ArgNames({"mapped", "story"})
    ->ArgsProduct({{0, 1}, {0, 1}})
    ->Unit(benchmark::kMicrosecond)
    ->UseManualTime()
    ->Iterations(1);

} // namespace
} // namespace copyscope
