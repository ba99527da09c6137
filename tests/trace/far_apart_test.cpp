// What belongs together is found however many rows of others lie between; rows whose end nobody
// learned; and rows that come late.
#include "sim/trace/reordering_sink.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

namespace copyscope::trace {
namespace {

constexpr Time ps(std::int64_t count) {
  return Time::from_ps(count);
}

Span row(Kind kind, std::int64_t begin, std::int64_t end, FlowId flow) {
  Span span;
  span.kind = kind;
  span.begin = ps(begin);
  span.end = ps(end);
  span.flow = flow & no_flow;
  span.task = static_cast<TaskId>(flow);
  return span;
}

/// Two rows of a call of flow 0, and so many of flow 1 between them.
Trace far_apart(int between) {
  TraceBuilder builder;
  builder.start(small_header(2));
  const LaneId cpu = builder.lane("cpu0"), process = builder.lane("process0");
  Call made;
  made.name = builder.name("read");
  made.label = builder.label("read");
  const CallId call = builder.call(made), other = builder.call({});
  Span whole = row(Kind::syscall, 0, Span::open.ps(), 0);
  whole.lane = process;
  whole.call = call;
  whole.name = made.name;
  const Ticket open = builder.add(whole);
  Span first = row(Kind::cpu_copy, 10, 20, 0);
  first.call = call;
  first.lane = cpu;
  first.set_way(Buffer::page_cache, Buffer::user_buffer);
  first.set_range({Bytes(0), Bytes(100)});
  const Ticket copy = builder.add(first);
  for (int i = 0; i < between; ++i) {
    Span foreign = row(Kind::kernel_work, 20 + i, 21 + i, 1);
    foreign.call = other;
    foreign.lane = cpu;
    builder.add(foreign);
  }
  Span last = row(Kind::interrupt, 20 + between, 30 + between, 0);
  last.call = call;
  last.lane = cpu;
  last.cause = copy;
  builder.add(last);
  builder.end(open, ps(40 + between));
  builder.finish(ps(50 + between));
  return builder.take();
}

TEST(FarApart, a_million_rows_of_others_change_no_answer) {
  for (const int between : {0, 1'000'000}) {
    const Trace trace = far_apart(between);
    const SpanId last = trace.size() - 1;
    EXPECT_EQ(trace.call_name(trace[last]), "read");
    EXPECT_EQ(trace[last].cause, 1U);
    EXPECT_EQ(trace.effects(1), std::vector<SpanId>{last});
    EXPECT_EQ(trace.next_of_call(1, 2), last);
    EXPECT_EQ(trace.previous_of_call(1, last), 1U);
    EXPECT_EQ(trace.next_of_flow(0, 2), last);
    EXPECT_EQ(trace.previous_of_flow(0, last), 1U);
    EXPECT_EQ(trace.next_labelled(1, 2), last);
    EXPECT_EQ(trace.previous_labelled(1, last), 1U);
    const Cursor before = trace.cursor_on(last);
    const Ledger flow = trace.flow_ledger(0, before);
    EXPECT_EQ(flow.copies.cpu, 1);
    EXPECT_EQ(flow.kernel, ps(10));
    EXPECT_EQ(flow.held_by(Buffer::user_buffer), 100);
    EXPECT_EQ(trace.doing(0, before).call, 1U);
    const ObjectId buffer = trace.tables().object_at(0, Buffer::user_buffer);
    EXPECT_EQ(trace.latest_into(buffer, set_of(Kind::cpu_copy), last), 1U);
    EXPECT_EQ(trace.held(buffer, before), 100);
    EXPECT_EQ(trace.call_ledger(1).kernel, ps(20));
  }
}

TEST(FarApart, rows_whose_end_nobody_learned_last_to_the_end_of_the_trace) {
  TraceBuilder builder;
  builder.start(small_header());
  const LaneId cpu = builder.lane("cpu0"), process = builder.lane("process0");
  Span waits = row(Kind::wait, 5, Span::open.ps(), 0);
  waits.lane = process;
  builder.add(waits);
  Span works = row(Kind::kernel_work, 10, Span::open.ps(), 0);
  works.lane = cpu;
  builder.add(works);
  builder.finish(ps(100));
  const Trace trace = builder.take();
  EXPECT_EQ(trace.open_spans(trace.cursor_at(ps(90))), (std::vector<SpanId>{0, 1}));
  EXPECT_EQ(trace.final_ledger().kernel, ps(90));
  EXPECT_EQ(trace.doing(0, trace.cursor_at(ps(50))).wait, 0U);
}

TEST(FarApart, a_row_that_comes_late_stands_in_order_and_its_effect_finds_it) {
  TraceBuilder builder;
  ReorderingSink sink(builder, ps(100));
  sink.start(small_header());
  const LaneId cpu = sink.lane("cpu0");
  Span inner = row(Kind::interrupt, 20, 30, 0), outer = row(Kind::cpu_copy, 20, 50, 0);
  inner.lane = outer.lane = cpu;
  Span before = row(Kind::mode_switch, 0, 10, 0), later = row(Kind::mode_switch, 60, 70, 0);
  before.lane = later.lane = cpu;
  sink.add(inner);
  sink.add(outer);
  later.cause = sink.add(before);
  sink.add(later);
  sink.finish(ps(70));
  const Trace trace = builder.take();
  const auto kinds = std::vector<Kind>{trace[0].kind, trace[1].kind, trace[2].kind, trace[3].kind};
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::mode_switch, Kind::cpu_copy, Kind::interrupt,
                                      Kind::mode_switch}));
  EXPECT_EQ(trace[3].cause, 0U);
  EXPECT_EQ(trace.final_ledger().kernel, ps(50)) << "time within time adds up once";
}

TEST(FarApart, a_row_later_than_the_window_is_refused) {
  TraceBuilder builder;
  ReorderingSink sink(builder, ps(100));
  sink.start(small_header());
  sink.lane("cpu0");
  sink.add(row(Kind::mode_switch, 0, 10, 0));
  sink.add(row(Kind::mode_switch, 500, 510, 0));
  EXPECT_THROW(sink.add(row(Kind::mode_switch, 0, 5, 0)), std::logic_error);
}

} // namespace
} // namespace copyscope::trace
