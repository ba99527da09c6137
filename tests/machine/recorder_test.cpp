// The recorder: rows begin now, last as long as was said, or until they are ended.
#include "tests/machine/workbench.h"

#include <gtest/gtest.h>

namespace copyscope::machine::test {
namespace {

trace::Span row(Workbench& bench, trace::Kind kind) {
  trace::Span span;
  span.kind = kind;
  span.lane = bench.recorder.sink().lane("cpu0");
  return span;
}

TEST(Recorder, spends_the_time_that_a_row_lasts) {
  Workbench bench;
  trace::Span mapping = row(bench, trace::Kind::map);
  bench.run(bench.recorder.spend(ns(30), mapping));
  EXPECT_EQ(bench.engine.now(), ns(30));
  bench.run(bench.recorder.spend(ns(5), mapping));
  const trace::Trace rows = bench.rows();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].begin, Time());
  EXPECT_EQ(rows[0].end, ns(30));
  EXPECT_EQ(rows[1].begin, ns(30));
  EXPECT_EQ(rows[1].end, ns(35));
}

TEST(Recorder, notes_a_row_without_waiting_for_it) {
  Workbench bench;
  trace::Span mapping = row(bench, trace::Kind::map);
  bench.recorder.note(ns(30), mapping);
  EXPECT_EQ(bench.recorder.now(), Time());
}

TEST(Recorder, ends_an_open_row_when_it_is_told) {
  Workbench bench;
  trace::Span call = row(bench, trace::Kind::syscall), mapping = row(bench, trace::Kind::map);
  const trace::SpanId open = bench.recorder.open(call);
  bench.run(bench.recorder.spend(ns(40), mapping));
  bench.recorder.end(open, bench.recorder.now());
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(rows[open].begin, Time());
  EXPECT_EQ(rows[open].end, ns(40));
}

} // namespace
} // namespace copyscope::machine::test
