// The stage at one moment as a figure: legible at every width, and without words where it is plain.
#include "figure/pages/moment.h"

#include "tests/figure/fake_measure.h"
#include "tests/figure/labels.h"
#include "tests/figure/shipped.h"
#include "tests/legibility/legibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/ranges.h>

namespace copyscope::figure {
namespace {

using assets::Language;

void expect_legible(const MomentPlan& plan, float width, const Style& style) {
  const Moment moment = draw_moment(plan, width, style);
  EXPECT_EQ(moment.width, width);
  EXPECT_THAT(
      legibility_problems(moment.picture, {0, 0, moment.width, moment.height}, style.theme.ground),
      testing::IsEmpty())
      << plan.teller->trace().header().method << " at " << plan.cursor.time.ps() << ", " << width;
}

TEST(Moment, can_be_read_at_every_step_of_every_method) {
  const scenario::Scenario scenario = test::shipped("every-way");
  for (std::size_t i = 0; i < scenario.cases.size(); ++i) {
    const trace::Trace trace = test::trace_of(scenario, i);
    const Story story(trace);
    for (const Language language : {Language::en, Language::zh}) {
      const StepTeller teller(story, language, {});
      MomentPlan plan{&teller, {}, scenario.cases[i].title.in(language), "where it comes from"};
      for (std::int64_t step = 0; step <= std::min<std::int64_t>(teller.steps(), 16); ++step) {
        plan.cursor = teller.tell(step).rest;
        for (const float width : {moment_narrowest, 421.0F, 560.0F, 720.0F, 960.0F})
          expect_legible(plan, width, {print_theme(), measure, language});
        expect_legible(plan, 960, {dark_theme(), measure, language});
      }
    }
  }
}

TEST(Moment, says_which_step_it_shows_and_plain_it_says_nothing) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  const trace::Trace trace = test::trace_of(scenario, 0);
  const Story story(trace);
  const StepTeller teller(story, Language::en, {});
  MomentPlan plan{&teller, teller.tell(5).rest, "a title", "a source"};
  const Style style{print_theme(), measure, Language::en};
  for (const float width : {421.0F, 960.0F}) {
    plan.is_plain = false;
    const Moment whole = draw_moment(plan, width, style);
    std::string text;
    for (const std::string& label : labels_of(whole.picture))
      text += label + "\n";
    EXPECT_THAT(text, testing::HasSubstr("Step 5 of 11, at "));
    EXPECT_THAT(text, testing::HasSubstr("a title\n"));
    plan.is_plain = true;
    const Moment plain = draw_moment(plan, width, style);
    EXPECT_LT(plain.height, whole.height - 60);
    EXPECT_LT(labels_of(plain.picture).size(), labels_of(whole.picture).size() - 2);
    for (const std::string& label : labels_of(plain.picture))
      EXPECT_FALSE(label.starts_with("Step") || label.starts_with("a ")) << label;
    expect_legible(plan, width, style);
  }
}

TEST(Moment, a_narrow_one_names_the_bands_too) {
  const scenario::Scenario scenario = test::shipped("four-ways");
  const trace::Trace trace = test::trace_of(scenario, 0);
  const Story story(trace);
  const StepTeller teller(story, Language::en, {});
  const MomentPlan plan{&teller, teller.tell(5).rest, "a title", "a source", true};
  for (const float width : {360.0F, 421.0F, 500.0F, 560.0F, 640.0F, 800.0F}) {
    std::string text;
    for (const std::string& label :
         labels_of(draw_moment(plan, width, {print_theme(), measure, Language::en}).picture))
      text += label + " ";
    for (const char* const band : {"User space", "Kernel space", "Hardware"})
      EXPECT_THAT(text, testing::HasSubstr(band)) << width;
  }
}

} // namespace
} // namespace copyscope::figure
