// The timeline's layout: bars lie where rows do, nothing is dropped, at any zoom; and its picture:
// texts within their bars and apart from one another.
#include "figure/timeline/timeline.h"

#include "figure/timeline/time_axis.h"
#include "figure/timeline/timeline_labels.h"
#include "figure/words/time_words.h"
#include "figure/words/wording.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/trace/random_trace.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace copyscope::figure {
namespace {

using trace::Kind;
using trace::LaneId;
using trace::SpanId;
using trace::Trace;
using What = TimelineBar::What;

TimelineRange random_range(const Story& story, bool in_story, std::mt19937& random) {
  TimelineRange range = whole_run(story, in_story);
  for (int zoom = static_cast<int>(random() % 5); zoom > 0; --zoom)
    range = zoomed(range, story, range.begin + range.width() * (random() % 100) / 100, 0.3);
  return range;
}

// Where the row is by the rules alone.
Story::Stretch place_of(const Story& story, SpanId row, bool in_story) {
  if (in_story) return story.row(row);
  const trace::Span& span = story.trace()[row];
  return {static_cast<double>(span.begin.ps()), static_cast<double>(span.end.ps())};
}

void expect_bars_on_rows(const Story& story, const TimelineScale& scale) {
  const bool in_story = scale.range().in_story;
  for (const TimelineLane& lane : lay_out_lanes(scale)) {
    for (const TimelineBar& bar : lane.bars) {
      ASSERT_LE(bar.begin, bar.end);
      if (bar.what != What::row || bar.width() < narrowest_bar) continue;
      const Story::Stretch place = place_of(story, bar.row, in_story);
      const double begin = std::max(scale.left() - 8.0, double{scale.x_of(place.begin)});
      const double end = std::min(scale.right() + 8.0, double{scale.x_of(place.end)});
      ASSERT_NEAR(bar.begin, begin, 0.5);
      ASSERT_NEAR(bar.end, end, 0.5);
      ASSERT_EQ(story.trace()[bar.row].lane, lane.lane);
    }
  }
}

// Every row that lies in the range is under a bar of its lane: its own, or one of many.
void expect_nothing_dropped(const Story& story, const TimelineScale& scale) {
  const Trace& trace = story.trace();
  const std::vector<TimelineLane> lanes = lay_out_lanes(scale);
  for (SpanId row = 0; row < trace.size(); ++row) {
    const Story::Stretch place = place_of(story, row, scale.range().in_story);
    if (place.end < scale.range().begin || place.begin > scale.range().end) continue;
    const float begin = scale.x_of(place.begin), end = scale.x_of(place.end);
    const auto lane = std::ranges::find(lanes, trace[row].lane,
                                        [](const TimelineLane& each) { return each.lane; });
    ASSERT_NE(lane, lanes.end());
    const bool shown = std::ranges::any_of(lane->bars, [&](const TimelineBar& bar) {
      const bool has_row = bar.what == What::row || bar.what == What::folded;
      return has_row && bar.begin <= end + 0.75F && bar.end >= begin - 0.75F;
    });
    ASSERT_TRUE(shown) << row << " at " << begin;
  }
}

void expect_counted_once(const TimelineScale& scale) {
  for (const TimelineLane& lane : lay_out_lanes(scale)) {
    std::uint32_t rows = 0;
    for (const TimelineBar& bar : lane.bars)
      if (bar.what == What::row || bar.what == What::folded) rows += bar.count;
    EXPECT_EQ(rows, scale.trace().lane_size(lane.lane));
  }
}

TEST(TimelineLayout, bars_begin_and_end_where_rows_do_and_none_is_dropped) {
  std::mt19937 random(3);
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const Trace trace = trace::random_trace(seed, static_cast<int>(seed * seed * 12));
    const Story story(trace);
    for (int i = 0; i < 12; ++i) {
      const TimelineScale scale(story, random_range(story, i % 2 == 0, random), 88,
                                512 + static_cast<float>(random() % 1000));
      expect_bars_on_rows(story, scale);
      expect_nothing_dropped(story, scale);
    }
  }
}

// Many more rows than pixels: they are looked at by slots.
TEST(TimelineLayout, folds_a_long_run_without_dropping_any_of_it) {
  const Trace random_rows = trace::random_trace(7, 30'000);
  scenario::Scenario scenario = test::shipped("four-ways");
  for (scenario::Case& each : scenario.cases)
    each.workload.chunk = Bytes(32);
  const Trace read_write = test::trace_of(scenario, 0), mmap_write = test::trace_of(scenario, 1);
  for (const Trace* trace : {&random_rows, &read_write, &mmap_write}) {
    const Story story(*trace);
    for (const bool in_story : {true, false}) {
      for (const double factor : {1.0, 0.4, 0.03, 0.002}) {
        TimelineRange range = whole_run(story, in_story);
        range = zoomed(range, story, range.end * 0.37, factor);
        const TimelineScale scale(story, range, 88, 700);
        expect_bars_on_rows(story, scale);
        expect_nothing_dropped(story, scale);
        if (factor == 1.0) expect_counted_once(scale);
      }
    }
  }
}

TEST(TimelineLayout, a_long_call_over_narrow_steps_has_its_own_bar) {
  scenario::Scenario scenario = test::shipped("four-ways");
  scenario.cases[1].workload.chunk = Bytes(16);
  const Trace trace = test::trace_of(scenario, 1); // mmap, then many a write
  const Story story(trace);
  for (const bool in_story : {true, false}) {
    const TimelineScale scale(story, whole_run(story, in_story), 88, 700);
    const TimelineLane calls = lay_out_lane(scale, trace[0].lane);
    ASSERT_EQ(trace[0].kind, Kind::syscall);
    EXPECT_TRUE(std::ranges::any_of(
        calls.bars, [](const TimelineBar& bar) { return bar.what == What::row && bar.row == 0; }));
  }
}

TEST(TimelineLayout, shows_user_mode_in_story_time_and_where_the_cpu_is_free) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Story story(trace);
  const auto count = [&](bool in_story, What what) {
    const TimelineScale scale(story, whole_run(story, in_story), 88, 1160);
    const auto lanes = lay_out_lanes(scale);
    EXPECT_EQ(lanes[1].role, TimelineLane::Role::cpu);
    return std::ranges::count(lanes[1].bars, what, &TimelineBar::what);
  };
  EXPECT_EQ(count(true, What::user), 3); // before read, between the calls, after write
  EXPECT_EQ(count(true, What::idle), 2); // while the disk works, and the NIC
  EXPECT_EQ(count(false, What::user), 0);
  EXPECT_EQ(count(false, What::idle), 2);
}

TEST(TimelineRange, zooms_within_the_run) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Story story(trace);
  for (const bool in_story : {true, false}) {
    const TimelineRange all = whole_run(story, in_story);
    const double about = all.end * 0.75;
    const TimelineRange in = zoomed(all, story, about, 0.5);
    EXPECT_NEAR((about - in.begin) / in.width(), 0.75, 1e-9); // stays under the pointer
    EXPECT_NEAR(in.width(), all.width() / 2, 1e-6);
    EXPECT_EQ(zoomed(in, story, about, 100), all);
    EXPECT_GT(zoomed(in, story, about, 1e-30).width(), 0);
  }
}

TEST(TimeAxis, writes_numbers_in_one_unit) {
  const TimeUnit us = unit_for(Time::from_ps(154'467'200));
  EXPECT_EQ(us.name, "µs");
  EXPECT_EQ(number_in(us, Time::from_ps(154'467'200), 1), "154.5");
  EXPECT_EQ(number_in(us, Time::from_ps(154'467'200), 4), "154.4672");
  EXPECT_EQ(number_in(us, Time::from_ps(100'000), 1), "0.1");
  EXPECT_EQ(number_in(us, Time(), 3), "0");
  EXPECT_EQ(number_in(us, Time::from_ps(2'000'000), 2), "2");
  EXPECT_EQ(number_in(us, Time::from_ps(1'999'999), 2), "2");
  EXPECT_EQ(unit_for(Time::from_ps(5)).name, "ps");
  EXPECT_EQ(number_in(unit_for(Time()), Time(), 3), "0");
  EXPECT_EQ(unit_for(Time::from_ps(3'000'000'000'000)).name, "s");
}

TEST(TimeAxis, ticks_never_overlap_and_the_last_bears_the_unit) {
  std::mt19937 random(11);
  const Trace trace = test::trace_of(test::shipped("many-small-chunks"), 0);
  const Story story(trace);
  const Font font{Face::regular, 13};
  for (int i = 0; i < 200; ++i) {
    TimelineRange range = random_range(story, i % 2 == 0, random);
    range = zoomed(range, story, range.begin + range.width() / 3, i % 7 == 0 ? 1e-6 : 0.5);
    const TimelineScale scale(story, range, 88, 520 + static_cast<float>(random() % 3000));
    const std::vector<TimeTick> ticks =
        ticks_of(scale, font, measure, scale.left() - 12, scale.right());
    ASSERT_FALSE(ticks.empty());
    EXPECT_NE(ticks.back().text.find(' '), std::string::npos);
    for (std::size_t k = 0; k + 1 < ticks.size(); ++k) {
      EXPECT_LT(ticks[k].left + ticks[k].width, ticks[k + 1].left);
      EXPECT_LE(ticks[k].x, ticks[k + 1].x);
    }
    EXPECT_LE(ticks.back().left + ticks.back().width, scale.right() + 1);
    EXPECT_LE(ticks.size(), (scale.right() - scale.left()) / 20);
  }
}

class TimelinePicture : public testing::TestWithParam<assets::Language> {
protected:
  Picture draw(const Story& story, TimelineRange range, float width, double share,
               const std::vector<Time>& marks = {}) const {
    const Style style{dark_theme(), measure, GetParam()};
    const auto lanes = lanes_in_order(story.trace()).size();
    const Box box{16, 600, width - 32, timeline_height(lanes)};
    const TimelineLayout layout = lay_out_timeline(story, range, box);
    const std::vector<Route> routes = routes_of(story.trace());
    TimelineState state;
    state.place = range.begin + range.width() * share;
    state.cursor = layout.scale.cursor_at(state.place);
    state.marks = marks;
    state.routes = &routes;
    state.selected = story.trace().step(2);
    state.hovered = story.trace().step(4);
    return draw_timeline(layout, state, style);
  }
};

void expect_texts_apart(const Picture& picture, Box box) {
  std::vector<Box> texts;
  for (const Shape& shape : picture.shapes()) {
    const Label* const label = std::get_if<Label>(&shape);
    if (label == nullptr) continue;
    const Box text = label->box();
    EXPECT_TRUE(label->room.covers(Box{text.x, label->room.y, text.w, 1}, 1.5F)) << label->text;
    EXPECT_TRUE(box.covers(text, 2)) << label->text;
    for (const Box& other : texts)
      EXPECT_FALSE(text.inset(0.5F).overlaps(other.inset(0.5F))) << label->text;
    texts.push_back(text);
  }
}

TEST_P(TimelinePicture, keeps_texts_within_their_bars_and_apart_from_each_other) {
  const scenario::Scenario scenario = test::shipped("every-way");
  std::mt19937 random(2);
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const Trace trace = test::trace_of(scenario, i);
    const Story story(trace);
    for (const float width : {632.0F, 1024.0F, 1280.0F, 1920.0F}) {
      for (const bool in_story : {true, false}) {
        const std::vector<Time> marks = {Time::from_ps(trace.end().ps() / 3), trace.end()};
        const Picture picture = draw(story, random_range(story, in_story, random), width,
                                     (random() % 101) / 100.0, marks);
        const Box box{16, 600, width - 32, timeline_height(lanes_in_order(trace).size())};
        expect_texts_apart(picture, box);
      }
    }
  }
}

TEST_P(TimelinePicture, answers_to_the_pointer) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Story story(trace);
  const Picture picture = draw(story, whole_run(story, true), 1280, 0.5);
  EXPECT_NE(picture.find({"timeline", 0, ""}), nullptr);
  for (SpanId row = 0; row < trace.size(); ++row) {
    const Region* const region = picture.find({"row", row, ""});
    ASSERT_NE(region, nullptr) << row;
    EXPECT_FALSE(region->hint.empty());
    EXPECT_EQ(picture.region_at(region->box.center())->action.name, "row");
    EXPECT_EQ(region->hint.find('{'), std::string::npos) << region->hint;
  }
}

TEST_P(TimelinePicture, is_the_same_picture_at_the_same_moment) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 2);
  const Story story(trace);
  const Picture once = draw(story, whole_run(story, true), 1280, 0.4);
  EXPECT_TRUE(once == draw(story, whole_run(story, true), 1280, 0.4));
  EXPECT_FALSE(once == draw(story, whole_run(story, true), 1280, 0.8));
}

TEST_P(TimelinePicture, of_cases_has_a_row_for_each_and_one_axis) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  std::vector<Trace> traces;
  for (std::size_t i = 0; i < 4; ++i)
    traces.push_back(test::trace_of(scenario, i));
  std::vector<Story> stories;
  for (const Trace& trace : traces)
    stories.emplace_back(trace);
  std::vector<TimelineCase> cases;
  for (const Story& story : stories)
    cases.push_back({&story, static_cast<int>(cases.size()) + 1});
  const Style style{light_theme(), measure, GetParam()};
  const Box box{16, 600, 1248, 104};
  const TimelineRange range = whole_run(stories[0], false);
  EXPECT_EQ(case_scale(cases, range, box).trace().end(), traces[0].end());
  for (const double share : {0.0, 0.5, 0.95, 1.0}) {
    const auto now = Time::from_ps(static_cast<std::int64_t>(range.end * share));
    const Picture picture = draw_case_timelines(cases, range, now, box, style);
    expect_texts_apart(picture, box);
    for (int i = 0; i < 4; ++i)
      EXPECT_NE(picture.find({"show_case", i, ""}), nullptr);
    EXPECT_EQ(picture.find({"row", 0, ""}), nullptr);
  }
  EXPECT_TRUE(draw_case_timelines({}, range, Time(), box, style).shapes().empty());
}

TEST_P(TimelinePicture, of_cases_has_their_sources_whole) {
  const Trace trace = test::trace_of(test::shipped("four-ways"), 0);
  const Story story(trace);
  const Style style{dark_theme(), measure, GetParam()};
  const Box box{16, 600, 1248, 104};
  std::vector<TimelineCase> cases;
  for (const char* const source : {"simulated", "real", "observed", "imported"})
    cases.push_back(
        {&story, cases.size() < 2 ? 1 : 12, word(std::string("source.") + source, style.language)});
  const Picture picture = draw_case_timelines(cases, whole_run(story, false), Time(), box, style);
  expect_texts_apart(picture, box);
  for (const TimelineCase& each : cases)
    EXPECT_TRUE(std::ranges::any_of(picture.shapes(), [&each](const Shape& shape) {
      const auto* const label = std::get_if<Label>(&shape);
      return label && label->text == each.name;
    })) << each.name;
}

TEST_P(TimelinePicture, of_any_trace_and_any_size_can_be_drawn) {
  for (const int rows : {0, 1, 40, 5000}) {
    trace::TraceBuilder builder;
    builder.start(trace::small_header());
    builder.finish(Time());
    const Trace trace = rows == 0 ? builder.take() : trace::random_trace(5, rows);
    const Story story(trace);
    for (const bool in_story : {true, false}) {
      draw(story, whole_run(story, in_story), 1280, 0.5, {Time(), trace.end()});
      draw(story, whole_run(story, in_story), 40, 1);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, TimelinePicture,
                         testing::Values(assets::Language::en, assets::Language::zh),
                         [](const auto& info) { return info.index == 0 ? "en" : "zh"; });

} // namespace
} // namespace copyscope::figure
