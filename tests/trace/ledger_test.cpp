// What each kind of row adds to a ledger, and what both sinks make of a row's rules.
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

namespace copyscope::trace {
namespace {

Span row(Kind kind, std::int64_t begin, std::int64_t end, Buffer source, Buffer target,
         std::int64_t bytes) {
  Span span;
  span.kind = kind;
  span.begin = Time::from_ps(begin);
  span.end = Time::from_ps(end);
  span.set_way(source, target);
  span.set_range({Bytes(0), Bytes(bytes)});
  return span;
}

LedgerFold started() {
  LedgerFold fold;
  fold.start(small_header());
  return fold;
}

LedgerSink& started(LedgerSink& sink) {
  sink.start(small_header());
  sink.lane("cpu0");
  return sink;
}

TEST(Ledger, bytes_grow_linearly_while_a_copy_lasts_and_its_count_at_once) {
  LedgerFold fold = started();
  fold.add(0, row(Kind::cpu_copy, 100, 200, Buffer::page_cache, Buffer::user_buffer, 1000));
  const Ledger half = fold.at(Time::from_ps(150));
  EXPECT_EQ(half.copies.cpu, 1);
  EXPECT_EQ(half.bytes_copied.cpu, 500);
  EXPECT_EQ(half.held_by(Buffer::user_buffer), 500);
  EXPECT_EQ(half.kernel, Time::from_ps(50));
  EXPECT_EQ(fold.at(Time::from_ps(200)).held_by(Buffer::user_buffer), 1000);
}

TEST(Ledger, a_new_chunk_overwrites_the_user_buffer) {
  LedgerSink sink;
  started(sink).add(row(Kind::cpu_copy, 0, 100, Buffer::page_cache, Buffer::user_buffer, 1000));
  sink.add(row(Kind::cpu_copy, 100, 200, Buffer::page_cache, Buffer::user_buffer, 300));
  EXPECT_EQ(sink.ledger(Time::from_ps(100)).held_by(Buffer::user_buffer), 0);
  EXPECT_EQ(sink.ledger(Time::from_ps(200)).held_by(Buffer::user_buffer), 300);
}

TEST(Ledger, the_nic_frees_the_socket_buffer_linearly) {
  LedgerFold fold = started();
  fold.add(0, row(Kind::cpu_copy, 0, 100, Buffer::user_buffer, Buffer::socket_buffer, 1000));
  fold.add(1, row(Kind::dma_copy, 100, 200, Buffer::socket_buffer, Buffer::nic, 1000));
  EXPECT_EQ(fold.at(Time::from_ps(130)).held_by(Buffer::socket_buffer), 700);
  EXPECT_EQ(fold.at(Time::from_ps(130)).held_by(Buffer::nic), 300);
  EXPECT_EQ(fold.at(Time::from_ps(200)).held_by(Buffer::socket_buffer), 0);
}

TEST(Ledger, a_descriptor_puts_no_bytes_into_the_socket_buffer) {
  LedgerFold fold = started();
  fold.add(0, row(Kind::descriptor, 0, 20, Buffer::page_cache, Buffer::socket_buffer, 1000));
  fold.add(1, row(Kind::dma_copy, 20, 30, Buffer::page_cache, Buffer::nic, 1000));
  const Ledger ledger = fold.at(Time::from_ps(30));
  EXPECT_EQ(ledger.descriptors, 1);
  EXPECT_EQ(ledger.held_by(Buffer::socket_buffer), 0);
  EXPECT_EQ(ledger.held_by(Buffer::page_cache), 8192) << "reading removes nothing from it";
  EXPECT_EQ(ledger.bytes_copied.dma, 1000);
  EXPECT_EQ(ledger.bytes_copied.cpu, 0);
}

TEST(Ledger, a_pipe_holds_its_references_until_they_go_to_the_socket) {
  LedgerSink sink;
  started(sink).add(row(Kind::page_reference, 0, 0, Buffer::page_cache, Buffer::pipe, 1000));
  EXPECT_EQ(sink.ledger(Time::from_ps(50)).held_by(Buffer::pipe), 1000);
  EXPECT_EQ(sink.ledger(Time::from_ps(50)).bytes_copied.cpu, 0);
  sink.add(row(Kind::descriptor, 60, 80, Buffer::page_cache, Buffer::socket_buffer, 1000));
  EXPECT_EQ(sink.ledger(Time::from_ps(60)).held_by(Buffer::pipe), 0);
}

TEST(Ledger, a_mapping_shows_the_whole_file_in_the_user_buffer) {
  LedgerFold fold = started();
  fold.add(0, row(Kind::map, 0, 0, Buffer::page_cache, Buffer::user_buffer, 1 << 20));
  EXPECT_EQ(fold.at(Time()).held_by(Buffer::user_buffer), 1 << 20);
}

TEST(Ledger, disk_access_is_neither_kernel_time_nor_a_copy) {
  LedgerFold fold = started();
  fold.add(0, row(Kind::disk_access, 0, 100, Buffer::disk, Buffer::none, 1000));
  const Ledger ledger = fold.at(Time::from_ps(100));
  EXPECT_EQ(ledger.kernel, Time());
  EXPECT_EQ(ledger.steps, 1);
  EXPECT_EQ(ledger.bytes_copied, Ledger::ByMover());
}

TEST(LedgerSink, comes_to_the_same_as_a_trace_of_the_same_rows) {
  const Trace trace = random_trace(7, 5000);
  LedgerSink sink;
  sink.start(trace.header());
  for (const Lane& lane : trace.lanes())
    sink.lane(lane);
  for (SpanId id = 0; id < trace.size(); ++id)
    sink.add(trace[id]);
  sink.finish(trace.end());
  EXPECT_EQ(sink.ledger(trace.end()), trace.final_ledger());
  EXPECT_EQ(sink.rows(), trace.size());
}

TEST(LedgerSink, repeats_what_a_round_added) {
  LedgerSink once, thrice;
  for (LedgerSink* sink : {&once, &thrice})
    started(*sink);
  const auto round = [](LedgerSink& sink, std::int64_t begin) {
    sink.add(row(Kind::dma_copy, begin, begin + 10, Buffer::disk, Buffer::page_cache, 64));
  };
  for (int i = 0; i < 3; ++i)
    round(thrice, i * 10);
  const Ledger before = once.ledger(Time());
  round(once, 0);
  ASSERT_TRUE(once.quiet(Time::from_ps(10)));
  once.repeat(difference(before, once.ledger(Time::from_ps(10))), 1, 2);
  EXPECT_EQ(once.ledger(Time::from_ps(30)), thrice.ledger(Time::from_ps(30)));
  EXPECT_EQ(once.rows(), thrice.rows());
}

TEST(Ledger, extrapolating_beyond_63_bits_is_reported) {
  Ledger one;
  one.steps = 1;
  EXPECT_THROW(extrapolate(extrapolate({}, one, INT64_MAX), one, 1), OverflowError);
}

TEST(TraceBuilder, refuses_rows_that_break_the_rules) {
  TraceBuilder builder;
  builder.start(small_header());
  builder.lane("cpu0");
  builder.add(row(Kind::user, 100, 200, Buffer::none, Buffer::none, 0));
  EXPECT_THROW(builder.add(row(Kind::user, 99, 200, Buffer::none, Buffer::none, 0)),
               std::logic_error);
  EXPECT_THROW(builder.add(row(Kind::user, 150, 149, Buffer::none, Buffer::none, 0)),
               std::logic_error);
  const SpanId late = builder.add(row(Kind::user, 150, Span::open.ps(), {}, {}, 0));
  EXPECT_THROW(builder.end(late, Time::from_ps(149)), std::logic_error);
  EXPECT_THROW(builder.end(late, Time::from_ps(201)), std::logic_error)
      << "it began within another";
  EXPECT_THROW(builder.take(), std::logic_error);
  EXPECT_THROW(builder.finish(Time::from_ps(199)), std::logic_error) << "a row ends later";
}

TEST(Names, kinds_and_buffers_are_found_by_the_names_they_have) {
  for (int i = 0; i < kind_count; ++i) {
    const Kind kind = static_cast<Kind>(i);
    EXPECT_EQ(kind_named(name_of(kind)), kind);
  }
  for (int i = 0; i < buffer_count; ++i) {
    const Buffer buffer = static_cast<Buffer>(i);
    EXPECT_EQ(buffer_named(name_of(buffer)), buffer);
  }
  EXPECT_FALSE(kind_named("copy"));
}

} // namespace
} // namespace copyscope::trace
