// Rows of two runs, paired: against every row compared with every other, and calls as real mode and
// the simulator make them.
#include "sim/analysis/pairing.h"

#include "tests/trace/random_trace.h"

#include <gmock/gmock.h>

namespace copyscope::analysis {
namespace {

using testing::ElementsAre;
using trace::Kind;
using trace::no_span;
using trace::Span;
using trace::SpanId;
using trace::Trace;

/// The least offset of the call's own rows; where those have none, of its work; else of any.
std::int64_t offset_of_rows(const Trace& trace, trace::CallId call) {
  for (const int rank : {0, 1, 2}) {
    std::int64_t first = -1;
    for (SpanId row = 0; row < trace.size(); ++row) {
      const Span span = trace[row];
      if (span.call != call || !span.has_range || span.bytes == 0) continue;
      const bool is_work = span.kind == Kind::cpu_copy || span.kind == Kind::page_reference ||
                           span.kind == Kind::descriptor || span.kind == Kind::map ||
                           span.kind == Kind::pin || span.kind == Kind::completion;
      if (rank == 0 && span.kind != Kind::syscall) continue;
      if (rank == 1 && (!is_work || trace.target(span) == trace::Buffer::nic)) continue;
      const std::int64_t offset = span.range().offset.count();
      first = first < 0 ? offset : std::min(first, offset);
    }
    if (first >= 0) return first;
  }
  return -1;
}

/// The name of the line that makes the row's call.
std::string line_of(const Trace& trace, const Span& span) {
  if (span.call == 0) return span.kind == Kind::syscall ? trace.name(span) : "no call";
  return trace.label(span).empty() ? trace.call_name(span) : trace.label(span);
}

bool are_alike(const Trace& a, const Span& one, const Trace& b, const Span& other) {
  const trace::Lane &here = a.lane(one), &there = b.lane(other);
  if (here.kind != there.kind || here.index != there.index || here.device != there.device ||
      one.kind != other.kind || one.flow != other.flow || line_of(a, one) != line_of(b, other))
    return false;
  if (one.kind == Kind::syscall) {
    const auto offset = [](const Trace& trace, const Span& span) {
      return span.call == 0 ? -1 : offset_of_rows(trace, span.call);
    };
    return offset(a, one) == offset(b, other);
  }
  return a.name(one) == b.name(other) && a.source(one) == b.source(other) &&
         a.target(one) == b.target(other) && one.has_range == other.has_range &&
         (!one.has_range || one.range() == other.range());
}

/// The nth row of its likes pairs with the nth of the other's, by looking at all of them.
SpanId partner_of(const Trace& a, SpanId row, const Trace& b) {
  int nth = 0;
  for (SpanId each = 0; each < row; ++each)
    nth += are_alike(a, a[each], a, a[row]);
  for (SpanId each = 0; each < b.size(); ++each)
    if (are_alike(a, a[row], b, b[each]) && nth-- == 0) return each;
  return no_span;
}

TEST(Pairing, is_what_comparing_every_row_with_every_other_gives) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
    const Trace model = trace::random_trace(seed, 120, 2);
    const Trace kernel = trace::random_trace(seed % 2 == 0 ? seed : seed + 10, 150, 2);
    const Pairing pairing(model, kernel);
    int paired = 0;
    for (SpanId row = 0; row < model.size(); ++row) {
      EXPECT_EQ(pairing.of_model(row), partner_of(model, row, kernel)) << seed << ", " << row;
      paired += pairing.of_model(row) != no_span;
    }
    for (SpanId row = 0; row < kernel.size(); ++row)
      EXPECT_EQ(pairing.of_kernel(row), partner_of(kernel, row, model)) << seed << ", " << row;
    EXPECT_GT(paired, 0);
  }
}

TEST(Pairing, every_row_of_a_run_is_its_own_partner) {
  const Trace run = trace::random_trace(7, 2000, 3);
  const Pairing pairing(run, run);
  for (SpanId row = 0; row < run.size(); ++row)
    EXPECT_EQ(pairing.of_model(row), row);
  EXPECT_EQ(pairing.calls_only_in_model(), 0);
  EXPECT_EQ(pairing.calls_only_in_kernel(), 0);
  EXPECT_EQ(static_cast<std::int64_t>(pairing.calls().size()), pairing.calls_in_both());
}

/// A call of a run, as its producers make it: the model's row has no range, but the copy within.
struct Made {
  const char* call;
  std::int64_t begin, end, offset; ///< offset −1: about no bytes
  bool on_its_row = false;
};

Trace run_of(const std::vector<Made>& calls) {
  trace::TraceBuilder builder;
  builder.start(trace::small_header());
  const auto process = builder.lane("process0"), cpu = builder.lane("cpu0");
  for (const Made& each : calls) {
    Span row;
    row.kind = Kind::syscall;
    row.lane = process;
    row.begin = Time::from_ps(each.begin);
    row.end = Time::from_ps(each.end);
    row.name = builder.name(each.call);
    const trace::Range range{Bytes(std::max<std::int64_t>(0, each.offset)), Bytes(4096)};
    if (each.on_its_row && each.offset >= 0) row.set_range(range);
    trace::Call call;
    call.begin = row.begin;
    call.end = row.end;
    call.name = row.name;
    if (std::string_view(each.call) != "poll") call.label = builder.label(each.call);
    row.call = builder.call(call);
    builder.add(row);
    if (each.offset < 0) continue;
    Span copy = row;
    copy.kind = Kind::cpu_copy;
    copy.lane = cpu;
    copy.name = 0;
    copy.set_way(trace::Buffer::page_cache, trace::Buffer::socket_buffer);
    copy.set_range(range);
    builder.add(copy);
  }
  builder.finish(Time::from_ps(calls.back().end));
  return builder.take();
}

TEST(Pairing, calls_pair_by_offset_and_line_wherever_their_range_stands) {
  const Trace model = run_of({{"send", 0, 10, 0}, {"send", 10, 20, 4096}, {"recvmsg", 20, 30, 0}});
  const Trace kernel = run_of({{"send", 0, 30, 0, true},
                               {"recvmsg", 30, 40, -1, true},
                               {"send", 40, 60, 4096, true},
                               {"poll", 60, 90, -1, true},
                               {"recvmsg", 90, 95, 0, true}});
  const Pairing pairing(model, kernel);
  EXPECT_THAT(pairing.calls(),
              ElementsAre(Pairing::Pair{0, 0}, Pairing::Pair{2, 3}, Pairing::Pair{4, 6}));
  EXPECT_EQ(pairing.calls_in_both(), 3);
  EXPECT_EQ(pairing.calls_only_in_model(), 0);
  EXPECT_EQ(pairing.calls_only_in_kernel(), 2); // a recvmsg() in vain, and poll()
  EXPECT_EQ(pairing.of_model(1), 1U) << "the copies within, too";
}

TEST(Pairing, packets_put_together_within_a_call_are_not_what_it_is_about) {
  trace::TraceBuilder builder;
  builder.start(trace::small_header());
  Span row;
  row.kind = Kind::syscall;
  row.lane = builder.lane("process0");
  row.end = Time::from_ps(10);
  row.name = builder.name("write");
  row.call = 1;
  row.set_range({Bytes(8192), Bytes(4096)});
  builder.add(row);
  row.kind = Kind::cpu_copy;
  row.lane = builder.lane("cpu0");
  row.set_way(trace::Buffer::socket_buffer, trace::Buffer::nic);
  row.set_range({Bytes(0), Bytes(12288)});
  builder.add(row);
  builder.finish(Time::from_ps(10));
  const Trace run = builder.take();
  EXPECT_EQ(offset_of_call(run, 1), 8192);
  EXPECT_THAT(offsets_of_calls(run), ElementsAre(8192));
}

TEST(Pairing, what_goes_back_in_the_other_run_aligns_nothing) {
  const Trace model = run_of({{"read", 0, 10, 0}, {"write", 10, 20, 0}, {"read", 20, 30, 4096}});
  const Trace kernel = run_of({{"write", 0, 10, 0}, {"read", 10, 20, 0}, {"read", 20, 30, 4096}});
  const Pairing pairing(model, kernel);
  EXPECT_EQ(pairing.calls_in_both(), 3);
  EXPECT_THAT(pairing.calls(), ElementsAre(Pairing::Pair{0, 2}, Pairing::Pair{4, 4}));
}

} // namespace
} // namespace copyscope::analysis
