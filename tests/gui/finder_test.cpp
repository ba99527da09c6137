// Finding rows, in small runs and in long ones.
#include "gui/session/finder.h"

#include "tests/figure/shipped.h"
#include "tests/trace/random_trace.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::ElementsAre;
using trace::Kind;
using trace::SpanId;
using trace::Trace;

std::shared_ptr<const Trace> shipped(std::size_t index) {
  return std::make_shared<const Trace>(test::trace_of(test::shipped("four-ways"), index));
}
std::shared_ptr<const Trace> random(std::uint32_t seed, int rows) {
  return std::make_shared<const Trace>(trace::random_trace(seed, rows));
}

void finish(Finder& finder) {
  while (finder.work(1)) {
  }
}

/// All rows that it goes to, from the start on, until it comes round.
std::vector<SpanId> all_matches(Finder& finder) {
  std::vector<SpanId> rows;
  finder.seek(trace::no_span, true);
  while (true) {
    finish(finder);
    const auto row = finder.take_found();
    if (!row || (!rows.empty() && *row <= rows.back())) return rows;
    rows.push_back(*row);
    finder.seek(*row, true);
  }
}

std::vector<SpanId> matches(const std::shared_ptr<const Trace>& trace, const std::string& text) {
  Finder finder;
  finder.set_trace(trace);
  finder.set_text(text);
  std::vector<SpanId> rows = all_matches(finder);
  EXPECT_EQ(finder.matches(), static_cast<std::int64_t>(rows.size())) << text;
  return rows;
}

TEST(RowQuery, asks_for_kind_call_text_and_offset) {
  const auto trace = shipped(0);
  const auto rows_of = [&](auto fits) {
    std::vector<SpanId> rows;
    for (SpanId row = 0; row < trace->size(); ++row)
      if (fits((*trace)[row])) rows.push_back(row);
    return rows;
  };
  const auto of_kind = [&](Kind kind) {
    return rows_of([&](const trace::Span& span) { return span.kind == kind; });
  };
  EXPECT_EQ(matches(trace, "cpu copy"), of_kind(Kind::cpu_copy));
  EXPECT_EQ(matches(trace, "CPU_Copy"), of_kind(Kind::cpu_copy));
  EXPECT_EQ(matches(trace, "interrupt"), of_kind(Kind::interrupt));
  EXPECT_EQ(matches(trace, "中断"), of_kind(Kind::interrupt));
  EXPECT_EQ(matches(trace, "#2"), rows_of([](const trace::Span& span) { return span.call == 2; }));
  EXPECT_EQ(matches(trace, "to_kernel").size(), 2U);
  const auto holds = rows_of([](const trace::Span& span) {
    return span.has_range && span.offset <= 4096 && 4096 < span.offset + span.bytes;
  });
  ASSERT_FALSE(holds.empty());
  EXPECT_EQ(matches(trace, "4096"), holds);
  EXPECT_EQ(matches(trace, "4 KiB"), holds);
  EXPECT_EQ(matches(trace, "4kib copy #1"), rows_of([](const trace::Span& span) {
              return trace::is_copy(span.kind) && span.call == 1;
            }));
  EXPECT_THAT(matches(trace, "64 MiB"), ElementsAre()); // beyond the file
  EXPECT_THAT(matches(trace, "#99999999999999999999"), ElementsAre());
  EXPECT_THAT(matches(trace, "xylophone"), ElementsAre());
  EXPECT_THAT(matches(trace, "  "), ElementsAre());
}

TEST(Finder, goes_round_in_both_directions_through_long_runs) {
  const auto trace = random(3, 30'000);
  for (const char* const text : {"interrupt", "copy", "descriptor", "pin"}) {
    const std::vector<SpanId> expected = matches(trace, text);
    ASSERT_FALSE(expected.empty()) << text;
    Finder finder;
    finder.set_trace(trace);
    finder.set_text(text, trace->size() / 2);
    for (const SpanId from : {SpanId{0}, SpanId{4095}, SpanId{4096}, trace->size() - 1}) {
      const auto later = std::ranges::upper_bound(expected, from);
      finder.seek(from, true);
      finish(finder);
      EXPECT_EQ(finder.take_found(), later == expected.end() ? expected.front() : *later) << text;
      const auto here = std::ranges::lower_bound(expected, from);
      finder.seek(from, false);
      finish(finder);
      EXPECT_EQ(finder.take_found(), here == expected.begin() ? expected.back() : *(here - 1))
          << text;
    }
    EXPECT_EQ(finder.number_of(expected.back()), static_cast<std::int64_t>(expected.size()));
    EXPECT_EQ(finder.number_of(expected.front()), 1);
  }
}

TEST(Finder, works_in_slices_and_answers_before_all_is_counted) {
  const auto trace = random(4, 60'000);
  Finder finder;
  finder.set_trace(trace);
  finder.set_text("copy", trace->size() / 2);
  finder.seek(trace->size() / 2, true);
  finder.work(Finder::block);
  EXPECT_TRUE(finder.take_found().has_value()); // copies are everywhere
  EXPECT_TRUE(finder.is_working());
  EXPECT_LT(finder.progress(), 0.5);
  int slices = 1;
  for (; finder.work(Finder::block); ++slices) {
  }
  EXPECT_GE(slices, static_cast<int>(trace->size() / Finder::block) - 1);
  EXPECT_EQ(finder.progress(), 1);
}

TEST(Finder, asks_the_index_for_what_is_rare) {
  scenario::Scenario long_one = test::shipped("big-file");
  long_one.cases[0].workload.chunk = Bytes(32 * 1024); // rows enough for many slices
  const auto trace = std::make_shared<const Trace>(test::trace_of(long_one, 0));
  ASSERT_GT(trace->size(), 20 * Finder::block);
  Finder finder;
  finder.set_trace(trace);
  finder.set_text("4096"); // an offset: known at once
  EXPECT_FALSE(finder.is_working());
  finder.set_text("bus_transfer"); // a kind that this trace has not: known with the first slice
  finder.work(1);
  EXPECT_FALSE(finder.is_working());
  EXPECT_TRUE(finder.found_nothing());
}

TEST(Finder, of_no_trace_or_no_rows_finds_nothing) {
  Finder finder;
  finder.set_text("copy");
  finder.seek(0, true);
  EXPECT_FALSE(finder.work(1000));
  EXPECT_FALSE(finder.take_found());
  finder.set_trace(random(1, 0));
  finder.seek(0, true);
  EXPECT_FALSE(finder.work(1000));
  EXPECT_FALSE(finder.take_found());
  EXPECT_EQ(finder.number_of(0), std::nullopt);
}

} // namespace
} // namespace copyscope::gui
