// What the words beside a stage name is marked in it, and what is being asked is not told.
#include "figure/stage/stage_marks.h"

#include "figure/stage/stage.h"
#include "sim/analysis/questions.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <set>

namespace copyscope::figure {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class StageMarks : public testing::Test {
protected:
  /// The stage as it rests on the nth row of a kind.
  StageState on(const char* kind, std::int64_t nth) const {
    const trace::SpanId row =
        analysis::find(trace, {.when = scenario::Moment::When::event, .kind = kind, .nth = nth});
    return stage_state(trace, routes, {trace[row].end, row + 1});
  }
  StageState at_start() const { return stage_state(trace, routes, {}); }
  StageState at_end() const {
    StageState state = stage_state(trace, routes, {trace.end(), trace.size()});
    clear_stage(state);
    return state;
  }

  std::set<std::string> marked(const StageState& state, const StageOptions& options) const {
    return marks_of(draw_stage(state, stage_layout(state.scene, {0, 0, 860, 480}), style, options));
  }
  std::set<std::string> marked_small(const StageState& state, const StageOptions& options) const {
    const StageLayout layout = stage_layout(state.scene, {0, 0, 620, 236}, Detail::small);
    return marks_of(draw_stage(state, layout, style, options));
  }
  static std::set<std::string> marks_of(const Picture& picture) {
    std::set<std::string> marks;
    for (const Shape& shape : picture.shapes())
      if (const auto* group = std::get_if<Group>(&shape); group && group->about.name == "mark")
        marks.insert(group->about.text);
    return marks;
  }
  std::vector<std::string> labels(const StageState& state, const StageOptions& options) const {
    std::vector<std::string> texts;
    const Picture picture =
        draw_stage(state, stage_layout(state.scene, {0, 0, 860, 480}), style, options);
    for (const Shape& shape : picture.shapes())
      if (const auto* label = std::get_if<Label>(&shape)) texts.push_back(label->text);
    return texts;
  }

  /// How many of the routes are drawn.
  std::size_t ways_in(const Picture& picture, const StageLayout& layout) const {
    return static_cast<std::size_t>(std::ranges::count_if(routes, [&](const Route& route) {
      const Point start = layout.way(route).from();
      return std::ranges::any_of(picture.shapes(), [&](const Shape& shape) {
        const auto* const bend = std::get_if<Bend>(&shape);
        return bend && bend->curve.from.x == start.x && bend->curve.from.y == start.y;
      });
    }));
  }

  const trace::Trace trace = test::trace_of(test::shipped("four-ways"), 0); // read + write
  const std::vector<Route> routes = routes_of(trace);
  FakeMeasure measure;
  Style style{dark_theme(), measure};
};

TEST_F(StageMarks, are_made_for_parts_buffers_and_kinds) {
  StageOptions options;
  options.shows = {"nic_dma", "page_cache", "cpu_copy", "mode_switch", "interrupt", "disk_access"};
  EXPECT_EQ(marked(at_end(), options),
            std::set<std::string>(options.shows.begin(), options.shows.end()));
  StageOptions small;
  small.shows = options.shows;
  EXPECT_EQ(marked_small(at_end(), small),
            std::set<std::string>(options.shows.begin(), options.shows.end()));
}

TEST_F(StageMarks, are_not_made_for_what_is_not_there) {
  StageOptions options;
  options.shows = {"pipe", "descriptor", "pio_copy", "pin", "nobody"};
  EXPECT_THAT(marked(at_end(), options), IsEmpty());
  StageOptions small;
  small.shows = options.shows;
  EXPECT_THAT(marked_small(at_end(), small), IsEmpty());
}

TEST_F(StageMarks, of_a_kind_are_the_row_at_that_moment_then_what_was_done_then_what_will_be) {
  const auto ways = [&](const StageState& state, bool to_come) {
    return places_named("cpu_copy", state, to_come).routes.size();
  };
  EXPECT_EQ(ways(at_start(), true), 2U);
  EXPECT_EQ(ways(at_start(), false), 0U);
  EXPECT_EQ(ways(on("cpu_copy", 1), true), 1U);
  EXPECT_EQ(ways(on("mode_switch", 2), true), 1U); // the one that was taken
  EXPECT_EQ(ways(on("cpu_copy", 2), true), 1U);    // the one at that moment
  EXPECT_EQ(ways(at_end(), true), 2U);
}

TEST_F(StageMarks, before_an_answer_mark_nothing_that_is_to_come) {
  StageOptions options;
  options.shows = {"cpu_copy", "page_cache"};
  options.hidden = true;
  EXPECT_THAT(marked(at_start(), options), ElementsAre("page_cache"));
}

TEST_F(StageMarks, an_open_question_covers_totals_and_what_is_to_come_but_not_what_was_done) {
  StageOptions options;
  options.hidden = true;
  const StageState state = on("mode_switch", 3);
  const std::vector<std::string> texts = labels(state, options);
  EXPECT_THAT(texts, Contains("1")); // the first copy, by DMA
  EXPECT_THAT(texts, Contains("2"));
  EXPECT_THAT(texts, Not(Contains("3"))); // the copies that follow
  EXPECT_THAT(texts, Contains("crossed 3 times"));
  EXPECT_THAT(labels(state, {}), Contains("crossed 3 of 4"));
  EXPECT_THAT(labels(at_end(), options), Contains("mode switches: hidden"));
}

TEST_F(StageMarks, an_open_question_shows_no_way_that_is_still_to_be_taken_on_any_stage) {
  StageOptions options;
  options.hidden = true;
  options.picks = {{"disk_dma", 1}, {"cpu", 2}, {"nic_dma", 3}};
  const StageState state = on("mode_switch", 2); // after two of the four copies
  const std::size_t taken =
      static_cast<std::size_t>(std::ranges::count_if(state.taken, [](auto n) { return n != 0; }));
  ASSERT_EQ(taken, 2U);
  for (const Detail detail : {Detail::large, Detail::small}) {
    const StageLayout layout = stage_layout(state.scene, {0, 0, 860, 480}, detail);
    EXPECT_EQ(ways_in(draw_stage(state, layout, style, options), layout), taken);
    EXPECT_EQ(ways_in(draw_stage(state, layout, style), layout), 4U);
  }
}

TEST_F(StageMarks, who_acts_is_not_told_where_that_is_asked) {
  StageOptions options;
  options.hidden = options.actor_hidden = true;
  const StageState state = on("cpu_copy", 1);
  const Picture told = draw_stage(state, stage_layout(state.scene, {0, 0, 860, 480}), style);
  const Picture asked =
      draw_stage(state, stage_layout(state.scene, {0, 0, 860, 480}), style, options);
  EXPECT_LT(asked.shapes().size(), told.shapes().size());
}

} // namespace
} // namespace copyscope::figure
