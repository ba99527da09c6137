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

TEST(Recorder, notes_a_row_that_has_just_ended) {
  Workbench bench;
  trace::Span mapping = row(bench, trace::Kind::map);
  bench.run(bench.engine.delay(ns(30)));
  bench.recorder.note_past(ns(10), mapping);
  EXPECT_EQ(bench.recorder.rows(), 1);
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(rows[0].begin, ns(10));
  EXPECT_EQ(rows[0].end, ns(30));
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
  bench.recorder.note(ns(40), mapping);
  bench.run(bench.engine.delay(ns(40)));
  bench.recorder.end(open, bench.recorder.now());
  const trace::Trace rows = bench.rows();
  EXPECT_EQ(rows[open].begin, Time());
  EXPECT_EQ(rows[open].end, ns(40));
}

} // namespace
} // namespace copyscope::machine::test
