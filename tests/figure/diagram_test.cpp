// The timing diagram for paper: legible at every width, complete, and its bars where the rows are.
#include "figure/timeline/diagram.h"

#include "figure/timeline/diagram_copies.h"
#include "figure/timeline/timeline_layout.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace copyscope::figure {
namespace {

using testing::IsEmpty;
using trace::Trace;

using assets::Language;

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
  for (const Language language : {Language::en, Language::zh}) {
    Runs runs("four-ways", language);
    for (const bool in_story : {false, true})
      for (const bool is_plain : {false, true})
        for (const float width : {diagram_narrowest, column, 960.0F}) {
          runs.plan.in_story = in_story;
          runs.plan.is_plain = is_plain;
          expect_legible(runs.plan, width, {print_theme(), measure, language});
        }
  }
}

TEST(Diagram, a_comparison_of_four_fits_half_a_column) {
  for (const Language language : {Language::en, Language::zh}) {
    Runs runs("four-ways", language);
    runs.plan.in_story = false;
    const Style style{print_theme(), measure, language};
    EXPECT_LT(draw_diagram(runs.plan, column, style).height, column * 13 / 8); // 13 cm
    runs.plan.is_plain = true;
    EXPECT_LT(draw_diagram(runs.plan, column, style).height, column * 11.5F / 8);
  }
}

TEST(Diagram, a_comparison_draws_every_row_but_the_calls_once) {
  for (const char* const id : {"four-ways", "every-way", "before-dma"}) {
    Runs runs(id);
    runs.plan.in_story = false;
    std::map<std::string, std::int64_t> drawn;
    for (const auto& [group, box] :
         bars_of(draw_diagram(runs.plan, column, {print_theme(), measure, Language::en}).picture))
      drawn[group.about.text] += group.count;
    for (std::size_t i = 0; i < runs.traces.size(); ++i) {
      std::int64_t rows = 0;
      for (trace::SpanId row = 0; row < runs.traces[i].size(); ++row)
        rows += runs.traces[i].lane(runs.traces[i][row]).name.starts_with("process") ? 0 : 1;
      EXPECT_EQ(drawn[runs.plan.runs[i].id], rows) << runs.plan.runs[i].id;
    }
  }
}

TEST(Diagram, a_comparison_has_one_legend_and_tells_each_way_once) {
  Runs runs("four-ways");
  runs.plan.in_story = false;
  const std::vector<std::string> labels =
      labels_of(draw_diagram(runs.plan, column, {print_theme(), measure, Language::en}).picture);
  for (const char* const once :
       {"disk → page cache", "page cache → user buffer", "user buffer → socket buffer",
        "socket buffer → network card", "page cache → socket buffer", "page cache → network card",
        "64 KiB in each copy", "CPU copy", "time"})
    EXPECT_EQ(std::ranges::count(labels, once), 1) << once;
  for (const std::string& label : labels) {
    EXPECT_EQ(label.find("--"), std::string::npos) << label;
    for (const DiagramRun& run : runs.plan.runs)
      EXPECT_TRUE(run.id == run.title || label.find(run.id) == std::string::npos) << label;
  }
}

TEST(Diagram, the_same_way_has_the_same_number_in_all_cases) {
  const Runs runs("every-way");
  std::vector<std::vector<Route>> all;
  for (const Trace& trace : runs.traces)
    all.push_back(routes_of(trace));
  number_alike(all);
  std::map<int, Route> known;
  int most = 0;
  for (const auto& routes : all)
    for (const Route& route : routes) {
      EXPECT_EQ(route.number > 0, trace::is_copy(route.kind));
      if (route.number == 0) continue;
      EXPECT_TRUE(known.emplace(route.number, route).first->second.is_same(route));
      most = std::max(most, route.number);
    }
  EXPECT_EQ(known.size(), static_cast<std::size_t>(most));
}

TEST(Diagram, tells_the_copies_of_the_lanes_and_of_the_part_that_are_drawn) {
  const Runs runs("four-ways");
  const auto ways = [&](const DiagramPlan& plan) {
    int count = 0;
    for (const std::string& label :
         labels_of(draw_diagram(plan, 960, {print_theme(), measure, Language::en}).picture))
      count += label.find(" → ") == std::string::npos ? 0 : 1;
    return count;
  };
  DiagramPlan plan = runs.only(0);
  EXPECT_EQ(ways(plan), 4);
  plan.lanes = {"cpu"};
  EXPECT_EQ(ways(plan), 2);
  plan.lanes.clear();
  plan.to = Time::from_ps(120'000'000); // before the CPU copies anything
  EXPECT_EQ(ways(plan), 1);
  DiagramPlan all = runs.plan;
  all.lanes = {"dma"};
  EXPECT_EQ(ways(all), 3);
}

TEST(Diagram, the_legend_has_the_spark_of_an_interrupt_where_one_is_drawn) {
  const auto count = [](const DiagramPlan& plan, float width, const char* text) {
    const std::vector<std::string> labels =
        labels_of(draw_diagram(plan, width, {print_theme(), measure, Language::en}).picture);
    return std::ranges::count(labels, text);
  };
  const Runs runs("four-ways");
  EXPECT_EQ(count(runs.only(0), 960, "interrupt"), 1);
  DiagramPlan to_scale = runs.only(0);
  to_scale.in_story = false; // too short for a sign there, and so are the mode switches
  EXPECT_EQ(count(to_scale, column, "interrupt"), 0);
  EXPECT_EQ(count(to_scale, column, "mode switch"), 1);
  DiagramPlan calls = runs.only(0);
  calls.lanes = {"process"};
  EXPECT_EQ(count(calls, 960, "interrupt"), 0);
}

TEST(Diagram, plain_it_is_without_title_notes_and_source) {
  Runs runs("four-ways");
  for (const bool is_compared : {false, true}) {
    DiagramPlan plan = is_compared ? runs.plan : runs.only(0);
    const Style style{print_theme(), measure, Language::en};
    const Diagram whole = draw_diagram(plan, column, style);
    plan.is_plain = true;
    const Diagram plain = draw_diagram(plan, column, style);
    EXPECT_LT(plain.height, whole.height - 60);
    EXPECT_EQ(bars_of(plain.picture).size(), bars_of(whole.picture).size());
    const std::vector<std::string> labels = labels_of(plain.picture);
    EXPECT_EQ(std::ranges::count(labels, plan.title), 0);
    EXPECT_EQ(std::ranges::count(labels, plan.source), 0);
    for (const std::string& label : labels)
      EXPECT_FALSE(label.starts_with("Not to scale")) << label;
    EXPECT_EQ(std::ranges::count(labels, is_compared ? "sendfile" : "not to scale"), 1);
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
