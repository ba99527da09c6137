// The split of a run's time: adds up exactly, and agrees with the ledger and with a second way of
// counting.
#include "sim/analysis/time_split.h"

#include "tests/figure/shipped.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <set>

namespace copyscope::analysis {
namespace {

using trace::Kind;
using trace::Span;
using trace::Trace;

/// The same by cutting the run at every begin and end, and asking each piece who works in it.
TimeSplit cut_in_pieces(const Trace& trace) {
  std::set<Time> cuts{Time(), trace.end()};
  for (trace::SpanId row = 0; row < trace.size(); ++row)
    for (const Time cut : {trace[row].begin, trace[row].end})
      if (cut < trace.end()) cuts.insert(cut);
  TimeSplit split;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    bool kernel = false, user = false, dma = false, disk = false;
    for (trace::SpanId row = 0; row < trace.size(); ++row) {
      const Span& span = trace[row];
      if (span.begin > *cut || span.end <= *cut) continue;
      if (span.kind == Kind::lost) continue; // nobody knows who worked
      const std::string& lane = trace.lane(span).name;
      kernel = kernel || (lane.starts_with("cpu") && span.kind != Kind::user);
      user = user || (lane.starts_with("cpu") && span.kind == Kind::user);
      dma = dma || lane.starts_with("dma");
      disk = disk || lane == "disk";
    }
    Time& time = kernel ? split.kernel
                 : user ? split.user
                 : dma  ? split.dma
                 : disk ? split.disk
                        : split.waiting;
    time = time + (*std::next(cut) - *cut);
  }
  return split;
}

TEST(TimeSplit, adds_up_and_is_what_cutting_in_pieces_gives) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const Trace trace = trace::random_trace(seed, 120);
    const TimeSplit split = time_split(trace);
    EXPECT_EQ(split.total(), trace.end()) << seed;
    EXPECT_EQ(split, cut_in_pieces(trace)) << seed;
  }
}

TEST(TimeSplit, of_every_method_has_the_ledgers_cpu_time) {
  const scenario::Scenario scenario = test::shipped("every-way");
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const Trace trace = test::trace_of(scenario, i);
    const TimeSplit split = time_split(trace);
    EXPECT_EQ(split.total(), trace.end()) << scenario.cases[i].id;
    EXPECT_EQ(split.kernel, trace.final_ledger().kernel) << scenario.cases[i].id;
    EXPECT_EQ(split.user, trace.final_ledger().user) << scenario.cases[i].id;
  }
}

TEST(TimeSplit, of_an_empty_run_is_nothing) {
  trace::TraceBuilder builder;
  builder.start(trace::small_header());
  EXPECT_EQ(time_split([&] {
              builder.finish(Time());
              return builder.take();
            }()),
            TimeSplit());
}

} // namespace
} // namespace copyscope::analysis
