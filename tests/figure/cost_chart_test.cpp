// The chart of costs: legible at every width, and its bars as long as the figures are.
#include "figure/charts/cost_chart.h"

#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/ranges.h>

namespace copyscope::figure {
namespace {

using assets::Language;

CostChartPlan plan_of(std::string_view id, Language language) {
  const scenario::Scenario scenario = test::shipped(id);
  CostChartPlan plan{scenario.title.in(language), "what was sent", "where it comes from", {}};
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    plan.bars.push_back({scenario.cases[i].title.in(language), analysis::result_of(trace),
                         analysis::time_split(trace)});
  }
  return plan;
}

void expect_legible(const CostChartPlan& plan, float width, const Style& style) {
  const CostChart chart = draw_cost_chart(plan, width, style);
  EXPECT_THAT(
      legibility_problems(chart.picture, {0, 0, chart.width, chart.height}, style.theme.ground),
      testing::IsEmpty())
      << width << ", " << style.theme.id;
}

TEST(CostChart, can_be_read_at_every_width_in_both_languages_and_all_themes) {
  for (const char* const id : {"four-ways", "every-way", "before-dma"})
    for (const Language language : {Language::en, Language::zh})
      for (const Theme* const theme : {&print_theme(), &light_theme(), &dark_theme()})
        for (const float width : {300.0F, 421.0F, 960.0F})
          expect_legible(plan_of(id, language), width, {*theme, measure, language});
}

TEST(CostChart, plain_it_has_bars_axes_and_legends_alone) {
  for (const Language language : {Language::en, Language::zh}) {
    CostChartPlan plan = plan_of("four-ways", language);
    const Style style{print_theme(), measure, language};
    const float height = draw_cost_chart(plan, 421, style).height;
    plan.is_plain = true;
    const CostChart plain = draw_cost_chart(plan, 421, style);
    EXPECT_LT(plain.height, height - 80);
    for (const Shape& shape : plain.picture.shapes())
      if (const auto* const label = std::get_if<Label>(&shape)) {
        EXPECT_TRUE(label->text != plan.title && label->text != plan.about &&
                    label->text != plan.source)
            << label->text;
      }
    expect_legible(plan, 421, style);
  }
}

TEST(CostChart, bears_cases_without_a_cost_and_with_long_titles) {
  CostChartPlan plan = plan_of("four-ways", Language::en);
  plan.bars[0] = {std::string(10'000, 'x'), {}, {}};
  plan.title = std::string(10'000, 'y');
  expect_legible(plan, 421, {print_theme(), measure, Language::en});
  plan.bars.resize(1);
  expect_legible(plan, 421, {print_theme(), measure, Language::en});
}

TEST(CostChart, draws_parts_as_long_as_they_are) {
  const CostChartPlan plan = plan_of("four-ways", Language::en);
  const CostChart chart = draw_cost_chart(plan, 960, {print_theme(), measure, Language::en});
  double most = 0;
  for (const CostBar& bar : plan.bars)
    most = std::max(most, static_cast<double>(bar.split.total().ps()));
  int parts = 0;
  for (std::size_t i = 0; i + 1 < chart.picture.shapes().size(); ++i) {
    const auto* const group = std::get_if<Group>(&chart.picture.shapes()[i]);
    if (!group || group->about.name != "time") continue;
    const auto* const fill = std::get_if<Fill>(&chart.picture.shapes()[i + 1]);
    ASSERT_TRUE(fill);
    const double width = static_cast<double>(group->about.number) / most * (960 - 24);
    EXPECT_NEAR(fill->box.w, std::max(1.0, width), 0.5);
    ++parts;
  }
  EXPECT_EQ(parts, 4 * 3); // CPU, DMA and disk of four cases
}

} // namespace
} // namespace copyscope::figure
