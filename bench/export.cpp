// Spans exported a second, to Chrome trace events beside nlohmann::json writing the same, to CSV,
// and folded into a timing diagram. All write into memory that is there already, so that nobody is
// measured by a disk.
#include "export/formats.h"
#include "host/huge_pages.h"
#include "sim/simulate/simulation.h"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace copyscope {
namespace {

// read + write of about a million spans, made once.
const trace::Trace& million() {
  static const scenario::Scenario scenario = [] {
    scenario::Scenario made;
    made.id = "bench";
    made.title.en = "Benchmark";
    scenario::Case which;
    which.id = which.title.en = "only";
    which.method = "read-write";
    which.machine =
        scenario::load_preset(*assets::bytes("assets/machines/textbook.toml"), "textbook");
    which.workload.file_size = Bytes(std::int64_t{4096} * 77'000);
    which.workload.chunk = Bytes(4096);
    made.cases.push_back(which);
    return made;
  }();
  static const trace::Trace trace =
      simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(), host::huge_pages());
  return trace;
}

void count(benchmark::State& state, std::size_t bytes) {
  const auto runs = static_cast<double>(state.iterations());
  state.counters["spans"] =
      benchmark::Counter(runs * million().size(), benchmark::Counter::kIsRate);
  state.counters["bytes"] =
      benchmark::Counter(runs * static_cast<double>(bytes), benchmark::Counter::kIsRate);
}

const exports::Runs& runs() {
  static const exports::Runs only = {{std::shared_ptr<void>(), &million()}}; // borrowed
  return only;
}

std::string exported(std::string_view format) {
  std::string text;
  exports::find_format(format)->write(
      runs(), {}, [&](std::string_view piece) { text += piece; }, [](double) {});
  return text;
}

void exporting(benchmark::State& state, std::string_view format) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    exports::find_format(format)->write(
        runs(), {},
        [&](std::string_view piece) {
          bytes += piece.size();
          benchmark::DoNotOptimize(piece.data());
        },
        [](double) {});
  }
  count(state, bytes);
}
BENCHMARK_CAPTURE(exporting, perfetto, "perfetto")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exporting, csv, "csv")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exporting, json, "json")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exporting, svg, "svg")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exporting, pdf, "pdf")->Unit(benchmark::kMillisecond);

// The same events by nlohmann::json: built beforehand, only written here.
void perfetto_by_nlohmann(benchmark::State& state) {
  const nlohmann::json events = nlohmann::json::parse(exported("perfetto"));
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string text = events.dump();
    bytes = text.size();
    benchmark::DoNotOptimize(text.data());
  }
  count(state, bytes);
}
BENCHMARK(perfetto_by_nlohmann)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace copyscope
