// The timing diagram for paper: legible at every width, complete, and its bars where the rows are.
#include "figure/diagram.h"

#include "figure/legibility.h"
#include "figure/timeline_layout.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace copyscope::figure {
namespace {

using testing::IsEmpty;
using trace::Trace;

using assets::Language;

const FakeMeasure measure;
constexpr float column = 421; // 8 cm

/// All cases of a scenario, with their stories.
struct Runs {
  std::deque<Trace> traces;
  std::deque<Story> stories;
  DiagramPlan plan;

  explicit Runs(std::string_view id, Language language = Language::en) {
    const scenario::Scenario scenario = test::shipped(id);
    plan.title = scenario.title.in(language);
    plan.source = "where it comes from";
    for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
      const scenario::Case& which = scenario.cases[i];
      traces.push_back(test::trace_of(scenario, i));
      plan.runs.push_back(
          {&stories.emplace_back(traces.back()), which.id, which.title.in(language)});
    }
  }

  DiagramPlan only(std::size_t which) const {
    DiagramPlan one = plan;
    one.runs = {plan.runs[which]};
    return one;
  }
};

void expect_legible(const DiagramPlan& plan, float width, const Style& style) {
  const Diagram diagram = draw_diagram(plan, width, style);
  const Box surface{0, 0, diagram.width, diagram.height};
  EXPECT_THAT(legibility_problems(diagram.picture, surface, style.theme.ground), IsEmpty())
      << plan.runs.front().id << " at " << width << ", " << style.theme.id;
}

/// The groups of a drawing, each with the fill or outline that comes first in it.
std::vector<std::pair<Group, Box>> bars_of(const Picture& picture) {
  std::vector<std::pair<Group, Box>> bars;
  const Group* open = nullptr;
  for (const Shape& shape : picture.shapes()) {
    if (const auto* const group = std::get_if<Group>(&shape)) open = group;
    if (std::holds_alternative<Ungroup>(shape)) open = nullptr;
    const auto* const fill = std::get_if<Fill>(&shape);
    const auto* const outline = std::get_if<Outline>(&shape);
    if (!open || (!fill && !outline)) continue;
    bars.emplace_back(*open, fill ? fill->box : outline->box);
    open = nullptr;
  }
  return bars;
}

TEST(Diagram, can_be_read_at_every_width_in_both_languages_and_all_themes) {
  for (const Language language : {Language::en, Language::zh}) {
    const Runs runs("every-way", language);
    for (const Theme* const theme : {&print_theme(), &light_theme(), &dark_theme()})
      for (const float width : {column, 960.0F})
        for (std::size_t i = 0; i < runs.plan.runs.size(); ++i)
          expect_legible(runs.only(i), width, {*theme, measure, language});
  }
}

TEST(Diagram, compares_cases_legibly_in_true_and_in_story_time) {
  Runs runs("four-ways");
  for (const bool in_story : {false, true}) {
    runs.plan.in_story = in_story;
    for (const float width : {column, 960.0F})
      expect_legible(runs.plan, width, {print_theme(), measure, Language::en});
  }
}

TEST(Diagram, counts_every_row_of_its_lanes_once) {
  const Runs runs("every-way");
  const Style style{print_theme(), measure, Language::en};
  for (std::size_t i = 0; i < runs.plan.runs.size(); ++i) {
    std::int64_t rows = 0;
    for (const auto& [group, box] : bars_of(draw_diagram(runs.only(i), column, style).picture)) {
      EXPECT_EQ(group.about.text, runs.plan.runs[i].id);
      rows += group.count;
    }
    EXPECT_EQ(rows, runs.traces[i].size()) << runs.plan.runs[i].id;
  }
}

TEST(Diagram, draws_each_bar_where_its_row_begins_and_ends) {
  const Runs runs("every-way");
  const Style style{print_theme(), measure, Language::en};
  for (const bool in_story : {true, false}) {
    for (std::size_t i = 0; i < runs.plan.runs.size(); ++i) {
      DiagramPlan plan = runs.only(i);
      plan.in_story = in_story;
      const Story& story = *plan.runs.front().story;
      const double length =
          in_story ? story.length() : static_cast<double>(story.trace().end().ps());
      const float left = 12 + 88, width = 960 - 2 * 12 - 88 - 8; // the plot
      for (const auto& [group, box] : bars_of(draw_diagram(plan, 960, style).picture)) {
        if (group.count > 1 || box.w < narrowest_bar) continue;
        const auto row = static_cast<trace::SpanId>(group.about.number);
        const trace::Span& span = story.trace()[row];
        const Story::Stretch place = in_story ? story.row(row)
                                              : Story::Stretch{static_cast<double>(span.begin.ps()),
                                                               static_cast<double>(span.end.ps())};
        EXPECT_NEAR(box.x, left + place.begin / length * width, 0.5);
        EXPECT_NEAR(box.right(), left + place.end / length * width, 0.5);
      }
    }
  }
}

TEST(Diagram, shows_the_part_that_is_asked_for) {
  const Runs runs("four-ways");
  DiagramPlan plan = runs.only(0);
  plan.in_story = false;
  plan.from = Time::from_ps(130'000'000);
  plan.to = Time::from_ps(140'000'000);
  for (const auto& [group, box] :
       bars_of(draw_diagram(plan, 960, {print_theme(), measure, Language::en}).picture)) {
    const trace::Span& span = runs.traces[0][static_cast<trace::SpanId>(group.about.number)];
    EXPECT_LE(span.begin, plan.to);
    EXPECT_GE(span.end, plan.from);
  }
}

TEST(Diagram, keeps_a_title_of_ten_thousand_letters_on_two_lines) {
  const Runs runs("four-ways");
  DiagramPlan plan = runs.only(0);
  const Style style{print_theme(), measure, Language::en};
  plan.title = "short";
  const float height = draw_diagram(plan, 960, style).height;
  for (const char* const word : {"word ", "w", "字"}) {
    plan.title.clear();
    while (plan.title.size() < 10'000)
      plan.title += word;
    expect_legible(plan, 960, style);
    EXPECT_LT(draw_diagram(plan, 960, style).height, height + 30);
  }
}

TEST(Diagram, draws_the_lanes_that_are_picked) {
  EXPECT_TRUE(picks_lane("dma", "dma.disk"));
  EXPECT_TRUE(picks_lane("dma.disk", "dma.disk"));
  EXPECT_TRUE(picks_lane("cpu", "cpu0"));
  EXPECT_FALSE(picks_lane("cp", "cpu0"));
  EXPECT_FALSE(picks_lane("disk", "dma.disk"));
  EXPECT_FALSE(picks_lane("", "cpu0"));
  const Runs runs("four-ways");
  DiagramPlan plan = runs.only(0);
  plan.lanes = {"dma"};
  for (const auto& [group, box] :
       bars_of(draw_diagram(plan, 960, {print_theme(), measure, Language::en}).picture))
    EXPECT_EQ(runs.traces[0][static_cast<trace::SpanId>(group.about.number)].kind,
              trace::Kind::dma_copy);
}

} // namespace
} // namespace copyscope::figure
