// Spans made and indexed a second, look-ups in a trace of ten million spans, runs without a trace.
//
// Every figure is a median when asked for: --benchmark_repetitions=7
// --benchmark_report_aggregates_only=true.
#include "bench/traces.h"
#include "program/loading.h"
#include "sim/simulate/outcome.h"
#include "sim/trace/builder.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>

namespace copyscope {
namespace {

using bench::large_trace;
using bench::sending;

// read + write of 1 GiB in 4 KiB chunks: 3.4 million spans.
void spans_made_and_indexed(benchmark::State& state) {
  const scenario::Scenario scenario = sending(std::int64_t{1} << 30, 4096);
  std::int64_t spans = 0;
  for (auto _ : state) {
    const trace::Trace trace =
        simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(), host::huge_pages());
    spans += trace.size();
  }
  state.counters["spans"] =
      benchmark::Counter(static_cast<double>(spans), benchmark::Counter::kIsRate);
}
BENCHMARK(spans_made_and_indexed)->Unit(benchmark::kMillisecond)->MinTime(0.1);

void terabyte_without_a_trace(benchmark::State& state) {
  const scenario::Scenario scenario = sending(std::int64_t{1} << 40, 65536);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods()));
}
BENCHMARK(terabyte_without_a_trace)->Unit(benchmark::kMillisecond);

void sixteen_gigabytes_round_by_round(benchmark::State& state) {
  const scenario::Scenario scenario = sending(std::int64_t{1} << 34, 65536);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        simulate::outcome_round_by_round(scenario, scenario.cases[0], methods::all_methods()));
}
BENCHMARK(sixteen_gigabytes_round_by_round)->Unit(benchmark::kMillisecond)->MinTime(0.1);

class Moments {
public:
  Time next() {
    return Time::from_ps(static_cast<std::int64_t>(random_() % large_trace().end().ps()));
  }

private:
  std::mt19937_64 random_{1};
};

void look_up_ledger(benchmark::State& state) {
  Moments moments;
  const trace::Trace& trace = large_trace();
  for (auto _ : state)
    benchmark::DoNotOptimize(trace.ledger(trace.cursor_at(moments.next())));
}
BENCHMARK(look_up_ledger);

void look_up_open_spans(benchmark::State& state) {
  Moments moments;
  const trace::Trace& trace = large_trace();
  for (auto _ : state)
    benchmark::DoNotOptimize(trace.open_spans(trace.cursor_at(moments.next())));
}
BENCHMARK(look_up_open_spans);

void look_up_next_interrupt(benchmark::State& state) {
  std::mt19937 random(1);
  const trace::Trace& trace = large_trace();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        trace.next(random() % trace.size(), trace::set_of(trace::Kind::interrupt)));
}
BENCHMARK(look_up_next_interrupt);

// Of the only task, whose rows lie in every segment: the latest wait, and a kind that never occurs.
void look_up_row_of_a_task(benchmark::State& state) {
  std::mt19937 random(1);
  const trace::Trace& trace = large_trace();
  const trace::Wanted wanted = {trace::set_of(static_cast<trace::Kind>(state.range(0)))};
  for (auto _ : state)
    benchmark::DoNotOptimize(trace.previous_of_task(0, random() % trace.size(), wanted));
}
BENCHMARK(look_up_row_of_a_task)
    ->ArgName("kind")
    ->Arg(static_cast<int>(trace::Kind::wait))
    ->Arg(static_cast<int>(trace::Kind::lost));

void look_up_journey_of_a_byte(benchmark::State& state) {
  std::mt19937_64 random(1);
  const trace::Trace& trace = large_trace();
  const auto size = trace.header().current_case().workload.file_size.count();
  for (auto _ : state)
    benchmark::DoNotOptimize(trace.journey(0, Bytes(static_cast<std::int64_t>(random() % size))));
}
BENCHMARK(look_up_journey_of_a_byte);

void longest_in_1280_slots_of_a_lane(benchmark::State& state) {
  const trace::Trace& trace = large_trace();
  for (auto _ : state)
    benchmark::DoNotOptimize(trace.longest(0, Time(), trace.end(), 1280));
}
BENCHMARK(longest_in_1280_slots_of_a_lane)->Unit(benchmark::kMicrosecond);

void a_scenario_loaded(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(program::load_scenario("four-ways", {}));
}
BENCHMARK(a_scenario_loaded)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace copyscope
