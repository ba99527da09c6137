// What began long ago, or arises late, is shown and told like anything else.
#include "figure/timeline/timeline_layout.h"
#include "figure/words/notes.h"
#include "sim/trace/builder.h"

#include <gtest/gtest.h>

namespace copyscope::figure {
namespace {

using trace::Kind;

trace::Span row(Kind kind, std::int64_t begin, std::int64_t end) {
  trace::Span span;
  span.kind = kind;
  span.begin = Time::from_ps(begin);
  span.end = Time::from_ps(end);
  span.flow = trace::no_flow;
  return span;
}

TEST(FarBack, a_note_arises_however_many_rows_come_before_it) {
  trace::TraceBuilder builder;
  builder.start(trace::Header());
  const trace::LaneId cpu = builder.lane("cpu0"), disk = builder.lane("disk");
  for (int i = 0; i < 3'000; ++i) {
    trace::Span each = row(Kind::context_switch, 10 * i, 10 * i + 5);
    each.lane = cpu;
    builder.add(each);
  }
  for (const int begin : {40'000, 40'100}) {
    trace::Span access = row(Kind::disk_access, begin, begin + 50);
    access.lane = disk;
    builder.add(access);
  }
  builder.finish(Time::from_ps(50'000));
  const trace::Trace trace = builder.take();
  EXPECT_EQ(first_note_at(trace, 3'000), "note.true_time");
  EXPECT_EQ(first_note_at(trace, 3'001), "");
  EXPECT_EQ(notes_in(trace), std::vector<std::string_view>{"note.true_time"});
}

TEST(FarBack, all_rows_that_last_into_what_a_timeline_shows_are_in_it) {
  constexpr std::uint32_t under_way = 300;
  trace::TraceBuilder builder;
  builder.start(trace::Header());
  const trace::LaneId disk = builder.lane("disk");
  for (std::uint32_t i = 0; i < under_way; ++i) {
    trace::Span each = row(Kind::disk_access, i, 10'000 + i);
    each.lane = disk;
    builder.add(each);
  }
  builder.finish(Time::from_ps(20'000));
  const trace::Trace trace = builder.take();
  const Story story(trace);
  const TimelineScale scale(story, {false, 5'000, 20'000}, 0, 600);
  std::uint32_t shown = 0;
  for (const TimelineBar& bar : lay_out_lane(scale, disk).bars)
    shown += bar.count;
  EXPECT_EQ(shown, under_way);
}

} // namespace
} // namespace copyscope::figure
