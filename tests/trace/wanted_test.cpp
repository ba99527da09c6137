// The next and the previous row of a flow, a task or a call among those of some kinds, against an
// answer found along all rows: in traces of every length, and across millions of rows of others.
#include "tests/trace/many_flows.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

namespace copyscope::trace {
namespace {

template <class Fits> SpanId next_along(const Trace& trace, SpanId from, Fits fits) {
  for (; from < trace.size(); ++from)
    if (fits(trace[from])) return from;
  return no_span;
}

template <class Fits> SpanId previous_along(const Trace& trace, SpanId before, Fits fits) {
  for (; before > 0; --before)
    if (fits(trace[before - 1])) return before - 1;
  return no_span;
}

class WantedRows : public testing::TestWithParam<int> {
protected:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }

  Wanted anything() {
    Wanted wanted;
    wanted.kinds = 0;
    constexpr std::array often = {Kind::wait,     Kind::cpu_copy,   Kind::dma_copy,
                                  Kind::syscall,  Kind::interrupt,  Kind::kernel_work,
                                  Kind::pio_copy, Kind::mode_switch};
    for (std::uint32_t i = 0; i < 1 + below(2); ++i)
      wanted.kinds |= set_of(often[below(often.size())]);
    constexpr std::array places = {Buffer::user_buffer, Buffer::socket_buffer, Buffer::nic};
    if (below(3) == 0) wanted.into = places[below(places.size())];
    return wanted;
  }

  std::mt19937 random_{11};
};

TEST_P(WantedRows, are_the_nearest_that_a_search_along_all_rows_finds) {
  test::Plan plan;
  plan.calls = GetParam();
  const Trace trace = test::many_flows(plan);
  for (int i = 0; i < 40; ++i) {
    const SpanId at = below(trace.size() + 1);
    const Wanted wanted = anything();
    const FlowId flow = below(65);
    const auto task = static_cast<TaskId>(below(65));
    const CallId call = 1 + below(trace.tables().calls.size());
    const auto of_flow = [&](const Span& each) { return each.flow == flow && wanted.is(each); };
    const auto of_task = [&](const Span& each) { return each.task == task && wanted.is(each); };
    const auto of_call = [&](const Span& each) { return each.call == call && wanted.is(each); };
    EXPECT_EQ(trace.next_of_flow(flow, at, wanted), next_along(trace, at, of_flow));
    EXPECT_EQ(trace.previous_of_flow(flow, at, wanted), previous_along(trace, at, of_flow));
    EXPECT_EQ(trace.next_of_task(task, at, wanted), next_along(trace, at, of_task));
    EXPECT_EQ(trace.previous_of_task(task, at, wanted), previous_along(trace, at, of_task));
    EXPECT_EQ(trace.next_of_call(call, 0, wanted), next_along(trace, 0, of_call));
    EXPECT_EQ(trace.previous_of_call(call, trace.size(), wanted),
              previous_along(trace, trace.size(), of_call));
  }
}

// From a few rows over a block, a segment and a few, to eight segments.
INSTANTIATE_TEST_SUITE_P(Calls, WantedRows,
                         testing::Values(1, 7, 60, 2'000, 11'000, 30'000, 100'000));

constexpr int far = 10'000'000;

/// Two waits, two copies and a descriptor of one call, with ten million rows between them: every
/// other one of the call itself, its task and its flow, the others of another one's.
Trace far_apart() {
  TraceBuilder builder;
  builder.start(small_header(2));
  const LaneId cpu = builder.lane("cpu0"), process = builder.lane("process0");
  const CallId call = builder.call({}), other = builder.call({});
  std::int64_t now = 0;
  const auto add = [&](Kind kind, bool is_own, Buffer to = Buffer::none) {
    Span row;
    row.kind = kind;
    row.begin = Time::from_ps(now);
    row.end = Time::from_ps(++now);
    row.lane = kind == Kind::wait ? process : cpu;
    row.call = is_own ? call : other;
    row.flow = is_own ? 0 : 1;
    row.task = is_own ? 0 : 1;
    if (to != Buffer::none) row.set_way(Buffer::page_cache, to);
    builder.add(row);
  };
  add(Kind::wait, true);
  add(Kind::cpu_copy, true, Buffer::user_buffer);
  add(Kind::cpu_copy, true, Buffer::nic);
  for (int i = 0; i < far; ++i) {
    if (i % 2 == 0)
      add(Kind::cpu_copy, true, Buffer::user_buffer);
    else
      add(Kind::wait, false);
  }
  add(Kind::wait, true);
  add(Kind::cpu_copy, true, Buffer::nic);
  builder.finish(Time::from_ps(now));
  return builder.take();
}

TEST(WantedRows, ten_million_rows_between_two_change_no_answer) {
  const Trace trace = far_apart();
  const SpanId last = trace.size() - 1;
  const Wanted wait = {set_of(Kind::wait)};
  const Wanted into_card = {set_of(Kind::cpu_copy) | set_of(Kind::dma_copy), Buffer::nic};
  EXPECT_EQ(trace.next_of_call(1, 1, wait), last - 1);
  EXPECT_EQ(trace.next_of_task(0, 1, wait), last - 1);
  EXPECT_EQ(trace.next_of_flow(0, 1, wait), last - 1);
  EXPECT_EQ(trace.previous_of_call(1, last - 1, wait), 0U);
  EXPECT_EQ(trace.previous_of_task(0, last - 1, wait), 0U);
  EXPECT_EQ(trace.previous_of_flow(0, last - 1, wait), 0U);
  EXPECT_EQ(trace.next_of_call(1, 3, into_card), last);
  EXPECT_EQ(trace.next_of_flow(0, 3, into_card), last);
  EXPECT_EQ(trace.previous_of_call(1, last, into_card), 2U);
  EXPECT_EQ(trace.previous_of_flow(0, last, into_card), 2U);
  EXPECT_EQ(trace.next_of_call(1, 0, {set_of(Kind::descriptor)}), no_span);
  EXPECT_EQ(trace.previous_of_task(0, trace.size(), {set_of(Kind::descriptor)}), no_span);
  EXPECT_EQ(trace.previous_of_task(1, trace.size(), into_card), no_span);
}

} // namespace
} // namespace copyscope::trace
