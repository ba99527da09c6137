// A trace of ten million rows written to a file and opened again, rows a second, and its bytes a
// row; both in memory.
#include "bench/traces.h"
#include "host/loading.h"
#include "sim/trace/file/load.h"
#include "sim/trace/file/save.h"

#include <benchmark/benchmark.h>

#include <string>

namespace copyscope {
namespace {

using bench::large_trace;

std::string saved(const trace::Trace& trace) {
  std::string file;
  trace::save_file(trace, [&](std::string_view piece) { file += piece; });
  return file;
}

void count_rows(benchmark::State& state) {
  const auto rows = static_cast<double>(state.iterations()) * large_trace().size();
  state.counters["rows"] = benchmark::Counter(rows, benchmark::Counter::kIsRate);
}

void file_saved(benchmark::State& state) {
  const trace::Trace& trace = large_trace();
  std::size_t bytes = 0;
  for (auto _ : state)
    trace::save_file(trace, [&](std::string_view piece) { bytes += piece.size(); });
  count_rows(state);
  state.counters["bytes_a_row"] =
      static_cast<double>(bytes) / static_cast<double>(state.iterations()) / trace.size();
}
BENCHMARK(file_saved)->Unit(benchmark::kMillisecond)->MinTime(0.1);

void file_opened(benchmark::State& state) {
  static const std::string file = saved(large_trace());
  for (auto _ : state)
    benchmark::DoNotOptimize(trace::load_file(file, "bench", host::loading()));
  count_rows(state);
}
BENCHMARK(file_opened)->Unit(benchmark::kMillisecond)->MinTime(0.1);

} // namespace
} // namespace copyscope
