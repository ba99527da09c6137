// Every look-up of the index against a search along all rows.
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace copyscope::trace {
namespace {

// The ledger at a cursor, from the rules alone: every row so far, one after the other.
Ledger ledger_by_hand(const Trace& trace, Cursor at) {
  LedgerSink sink;
  sink.start(trace.header());
  for (const Lane& lane : trace.lanes())
    sink.lane(lane);
  for (SpanId id = 0; id < at.begun; ++id)
    sink.add(trace[id]);
  return sink.ledger(at.time);
}

SpanId longest_by_hand(const Trace& trace, LaneId lane, Time from, Time to) {
  SpanId best = no_span;
  for (SpanId id = 0; id < trace.size(); ++id) {
    const Span& span = trace[id];
    const bool inside = span.begin >= from && span.begin < to;
    if (span.lane != lane || !(inside || (span.begin < from && span.end > from))) continue;
    if (best == no_span || span.end - span.begin > trace[best].end - trace[best].begin) best = id;
  }
  return best;
}

// A cursor somewhere: on a row, or between rows, before the first and after the last.
Cursor random_cursor(const Trace& trace, std::mt19937& random) {
  if (random() % 3 == 0) return trace.cursor_on(random() % trace.size());
  const std::int64_t ps = static_cast<std::int64_t>(random()) * 4099 % (trace.end().ps() + 1);
  return trace.cursor_at(Time::from_ps(ps));
}

class IndexOfRandomTraces : public testing::TestWithParam<int> {
protected:
  std::mt19937 random{static_cast<std::uint32_t>(GetParam())};
  Trace trace = random_trace(static_cast<std::uint32_t>(GetParam()),
                             1 + GetParam() * GetParam() * 40, 1 + GetParam() % 3);
};

TEST_P(IndexOfRandomTraces, the_ledger_at_any_cursor_is_the_sum_of_all_rows_before) {
  for (int i = 0; i < 50; ++i) {
    const Cursor at = random_cursor(trace, random);
    EXPECT_EQ(trace.ledger(at), ledger_by_hand(trace, at)) << at.time.ps() << ' ' << at.begun;
  }
}

TEST_P(IndexOfRandomTraces, open_spans_are_those_begun_and_not_ended) {
  for (int i = 0; i < 50; ++i) {
    const Cursor at = random_cursor(trace, random);
    std::vector<SpanId> expected;
    for (SpanId id = 0; id < at.begun; ++id) {
      const bool on_it = id + 1 == at.begun && trace[id].begin == at.time;
      if (trace[id].end > at.time || on_it) expected.push_back(id);
    }
    EXPECT_EQ(trace.open_spans(at), expected);
  }
}

TEST_P(IndexOfRandomTraces, a_cursor_stands_after_all_rows_that_begin_by_then) {
  for (int i = 0; i < 50; ++i) {
    const Time t = Time::from_ps(static_cast<std::int64_t>(random() % (trace.end().ps() + 1)));
    std::uint32_t begun = 0;
    while (begun < trace.size() && trace[begun].begin <= t)
      ++begun;
    EXPECT_EQ(trace.cursor_at(t), (Cursor{t, begun}));
  }
}

TEST_P(IndexOfRandomTraces, next_and_previous_of_some_kinds_are_the_nearest_ones) {
  for (int i = 0; i < 50; ++i) {
    const KindSet kinds = set_of(static_cast<Kind>(random() % kind_count));
    const SpanId from = random() % (trace.size() + 1);
    const auto wanted = [&](SpanId id) { return (set_of(trace[id].kind) & kinds) != 0; };
    SpanId next = from;
    while (next < trace.size() && !wanted(next))
      ++next;
    EXPECT_EQ(trace.next(from, kinds), next == trace.size() ? no_span : next);
    SpanId previous = from;
    while (previous > 0 && !wanted(previous - 1))
      --previous;
    EXPECT_EQ(trace.previous(from, kinds), previous == 0 ? no_span : previous - 1);
  }
}

TEST_P(IndexOfRandomTraces, steps_are_numbered_without_calls_waits_and_user_time) {
  std::int64_t steps = 0;
  for (SpanId id = 0; id < trace.size(); ++id) {
    if (!is_step(trace[id].kind)) continue;
    ++steps;
    if (random() % 8 != 0) continue;
    EXPECT_EQ(trace.step(steps), id);
    EXPECT_EQ(trace.step_number(trace.cursor_on(id)), steps);
  }
  EXPECT_EQ(trace.steps(), steps);
  EXPECT_EQ(trace.step(0), no_span);
  EXPECT_EQ(trace.step(steps + 1), no_span);
}

TEST_P(IndexOfRandomTraces, the_journey_of_a_byte_is_every_row_whose_range_holds_it) {
  for (int i = 0; i < 20; ++i) {
    const std::int64_t offset = random() % (70 * 4096);
    std::vector<SpanId> expected;
    for (SpanId id = 0; id < trace.size(); ++id) {
      const Range range = trace[id].range();
      if (trace[id].has_range && trace[id].flow == 0 && range.offset <= Bytes(offset) &&
          Bytes(offset) < range.offset + range.bytes)
        expected.push_back(id);
    }
    EXPECT_EQ(trace.journey(0, Bytes(offset)), expected);
  }
}

TEST_P(IndexOfRandomTraces, each_slot_of_a_lane_shows_its_longest_row) {
  for (LaneId lane = 0; lane < 4; ++lane) {
    const std::int64_t end = trace.end().ps();
    const Time from = Time::from_ps(random() % end);
    const Time to = from + Time::from_ps(1 + random() % (end - from.ps()));
    constexpr int slots = 7;
    const std::vector<SpanId> longest = trace.longest(lane, from, to, slots);
    for (int i = 0; i < slots; ++i) {
      const auto boundary = [&](int k) {
        return from + Time::from_ps((to - from).ps() * k / slots);
      };
      EXPECT_EQ(longest[i], longest_by_hand(trace, lane, boundary(i), boundary(i + 1)));
    }
  }
}

TEST_P(IndexOfRandomTraces, a_lane_knows_how_many_of_its_rows_come_before_a_row) {
  for (LaneId lane = 0; lane < 4; ++lane) {
    std::uint32_t before = 0;
    for (SpanId row = 0; row <= trace.size(); ++row) {
      if (row == trace.size() || random() % 8 == 0) {
        EXPECT_EQ(trace.lane_rows_before(lane, row), before);
        const std::uint32_t guess = random() % (trace.lane_size(lane) + 3);
        EXPECT_EQ(trace.lane_rows_before(lane, row, guess), before);
      }
      before += row < trace.size() && trace[row].lane == lane;
    }
  }
  EXPECT_EQ(trace.lane_rows_before(77, 0), 0U);
}

TEST_P(IndexOfRandomTraces, some_rows_of_a_lane_and_those_before_that_still_last) {
  for (LaneId lane = 0; lane < 4; ++lane) {
    const std::uint32_t size = trace.lane_size(lane);
    const std::uint32_t first = random() % (size + 1), end = first + random() % (size - first + 1);
    SpanId longest = no_span;
    const auto length = [&](SpanId id) { return trace[id].end - trace[id].begin; };
    for (std::uint32_t i = first; i < end; ++i)
      if (longest == no_span || length(trace.lane_span(lane, i)) > length(longest))
        longest = trace.lane_span(lane, i);
    EXPECT_EQ(trace.longest_of(lane, first, end).row, longest);
    const Time t = first < size ? trace[trace.lane_span(lane, first)].begin : trace.end();
    std::vector<SpanId> lasting;
    for (std::uint32_t i = first; i > 0; --i)
      if (trace[trace.lane_span(lane, i - 1)].end > t)
        lasting.push_back(trace.lane_span(lane, i - 1));
    EXPECT_EQ(trace.reaching(lane, first, t, 1000), lasting);
    lasting.resize(std::min<std::size_t>(lasting.size(), 1));
    EXPECT_EQ(trace.reaching(lane, first, t, 1), lasting);
  }
  EXPECT_EQ(trace.longest_of(77, 0, 0).row, no_span);
  EXPECT_TRUE(trace.reaching(77, 0, Time(), 1).empty());
}

TEST_P(IndexOfRandomTraces, a_lane_lists_its_rows_in_order) {
  std::uint32_t total = 0;
  for (LaneId lane = 0; lane < 4; ++lane) {
    for (std::uint32_t i = 0; i < trace.lane_size(lane); ++i) {
      EXPECT_EQ(trace[trace.lane_span(lane, i)].lane, lane);
      if (i > 0) {
        EXPECT_LT(trace.lane_span(lane, i - 1), trace.lane_span(lane, i));
      }
    }
    total += trace.lane_size(lane);
  }
  EXPECT_EQ(total, trace.size());
}

// Up to 36,000 rows: some 280 checkpoints, so every level of the pyramids is there.
INSTANTIATE_TEST_SUITE_P(Sizes, IndexOfRandomTraces, testing::Values(0, 1, 2, 3, 5, 9, 30));

TEST(Index, a_trace_without_rows_answers_too) {
  TraceBuilder builder;
  builder.start(small_header());
  builder.finish(Time());
  const Trace trace = builder.take();
  EXPECT_EQ(trace.cursor_at(Time()).begun, 0U);
  EXPECT_EQ(trace.ledger({}).held_by(Buffer::disk), 1 << 20);
  EXPECT_TRUE(trace.open_spans({}).empty());
  EXPECT_EQ(trace.next(0, all_kinds), no_span);
  EXPECT_EQ(trace.previous(0, all_kinds), no_span);
  EXPECT_EQ(trace.step(1), no_span);
  EXPECT_TRUE(trace.journey(0, Bytes(0)).empty());
}

} // namespace
} // namespace copyscope::trace
