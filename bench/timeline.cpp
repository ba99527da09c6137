// What the window asks of a run of ten million spans: the timeline prepared at every zoom, and a
// seek anywhere. Bounds (issue 4): 2 ms and 1 ms.
#include "bench/traces.h"
#include "figure/timeline/timeline_layout.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>

namespace copyscope {
namespace {

using figure::Story;
using figure::TimelineRange;
using figure::TimelineScale;

/// Ten million rows, whichever it is.
scenario::Scenario ten_million(const std::string& method) {
  const std::int64_t rounds = method == "read-write" ? 770'000 : 1'100'000;
  return bench::sending(rounds * 4096, 4096, method);
}

struct Large {
  explicit Large(const std::string& method)
      : scenario(ten_million(method)),
        trace(simulate::trace_of(scenario, scenario.cases[0], methods::all_methods(),
                                 host::huge_pages())),
        story(trace) {}

  scenario::Scenario scenario;
  trace::Trace trace;
  Story story;
};

const Large& large(bool mapped) {
  static const Large read_write("read-write"), mmap_write("mmap-write");
  return mapped ? mmap_write : read_write;
}

// A range as wide as 1 / 2^zoom of the run, each time somewhere else.
class Ranges {
public:
  Ranges(const Story& story, bool in_story, int zoom) : whole_(figure::whole_run(story, in_story)) {
    width_ = whole_.width() / std::pow(2.0, zoom);
  }
  TimelineRange next() {
    const double free = whole_.width() - width_;
    const double begin = std::uniform_real_distribution<double>(0, free)(random_);
    return {whole_.in_story, begin, begin + width_};
  }

private:
  TimelineRange whole_;
  double width_;
  std::mt19937_64 random_{1};
};

// Arguments: the run (0 read + write, 1 mmap + write), true or story time (0, 1), the zoom.
void prepare_timeline(benchmark::State& state) {
  const Large& run = large(state.range(0) == 1);
  Ranges ranges(run.story, state.range(1) == 1, static_cast<int>(state.range(2)));
  for (auto _ : state) {
    const TimelineScale scale(run.story, ranges.next(), 88, 1280 - 88 - 32);
    benchmark::DoNotOptimize(figure::lay_out_lanes(scale));
  }
  state.counters["spans"] = run.trace.size();
}
BENCHMARK(prepare_timeline)
    ->ArgNames({"mapped", "story", "zoom"})
    ->ArgsProduct({{0, 1}, {0, 1}, {0, 2, 5, 8, 10, 11, 12, 13, 14, 16, 20}})
    ->Unit(benchmark::kMicrosecond)
    ->MinTime(0.05);

// To a time or a place, and all that the window asks of a moment.
void seek(benchmark::State& state) {
  const Large& run = large(false);
  Ranges ranges(run.story, state.range(0) == 1, 40);
  for (auto _ : state) {
    const TimelineRange range = ranges.next();
    const trace::Cursor cursor =
        range.in_story ? run.story.cursor_at(range.begin)
                       : run.trace.cursor_at(Time::from_ps(static_cast<std::int64_t>(range.begin)));
    benchmark::DoNotOptimize(run.trace.ledger(cursor));
    benchmark::DoNotOptimize(run.trace.open_spans(cursor));
    benchmark::DoNotOptimize(run.story.at(cursor));
  }
}
BENCHMARK(seek)->ArgName("story")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void open_story(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(Story(large(false).trace).length());
}
BENCHMARK(open_story)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace copyscope
