// The model over the kernel in the view of real runs, and why the two part, as the window tells it.
#include "gui/session/gestures.h"
#include "gui/session/real.h"
#include "gui/views/real_overlay.h"

#include "tests/gui/controller_fixture.h"
#include "tests/gui/scripted_runner.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class RealOverlay : public ::testing::Test {
protected:
  RealOverlay() {
    controller_.perform({action::open, 0, "four-ways"});
    while (controller_.work(20'000)) {
    }
    controller_.perform({action::view, 0, "real"});
  }
  static Services with(const TestFiles& files, RealRunner& runner, Exporter& exporter) {
    Services services = test_services(files, &exporter);
    services.real = &runner;
    return services;
  }
  /// What was seen on the first case: packets that were put together.
  void run() {
    controller_.perform({action::run_real, 0, ""});
    analysis::Report report =
        real_report(controller_.session().scenario(), controller_.trace()->header());
    analysis::CaseReport& first = report.cases.front();
    first.result.cpu_copies = 5;
    first.facts.add("copied.card.bytes", 65536);
    first.facts.add("copied.card.times", 3);
    runner_.script.report = std::move(report);
    controller_.tick(0.01);
    while (controller_.work(20'000)) {
    }
  }
  /// The two panes, wherever the view has them.
  figure::Picture draw(const Action* hovered = nullptr) {
    const std::vector<Listed> catalog = catalog_of(controller_.session().services());
    const Scene scene = scene_of(controller_, catalog);
    const figure::Style style{figure::dark_theme(), measure_, controller_.choices().language};
    figure::Picture picture(measure_);
    Ui ui(picture, style, hovered);
    draw_real_overlay(ui, scene, {0, 0, 900, 400});
    draw_real_divergences(ui, scene, {900, 0, 420, 700});
    return picture;
  }
  std::vector<std::string> texts(const Action* hovered = nullptr) {
    std::vector<std::string> texts;
    const figure::Picture picture = draw(hovered);
    for (const figure::Shape& shape : picture.shapes())
      if (const auto* const label = std::get_if<figure::Label>(&shape))
        texts.push_back(label->text);
    return texts;
  }

  const figure::FakeMeasure measure_;
  TestFiles files_;
  TestExporter exporter_;
  ScriptedRunner runner_;
  Controller controller_{with(files_, runner_, exporter_), {}, test_stamper(files_)};
};

TEST_F(RealOverlay, before_a_run_it_says_what_will_stand_there) {
  EXPECT_THAT(texts(), Contains(StartsWith("Once it has been run for real, what differs")));
  EXPECT_EQ(controller_.race().pairing(), nullptr);
}

TEST_F(RealOverlay, after_a_run_both_are_there_and_what_differs_has_its_reason) {
  run();
  ASSERT_NE(controller_.race().pairing(), nullptr);
  const std::vector<std::string> all = texts();
  EXPECT_THAT(all, Contains("Calls, lane by lane"));
  // The scripted calls are about no bytes, the model's are: none belongs to another.
  EXPECT_THAT(all, Contains("0 calls in both, 2 only in the model, 2 only for real"));
  EXPECT_THAT(all, Contains(StartsWith("CPU copies: 2 → 5")));
  EXPECT_THAT(all, Contains(HasSubstr("3 packets put together")));
  EXPECT_THAT(all, Not(Contains(HasSubstr("divergence."))));
  EXPECT_THAT(all, Not(Contains(HasSubstr("overlay."))));
}

TEST_F(RealOverlay, a_row_under_the_pointer_is_told) {
  run();
  const figure::Picture picture = draw();
  struct Told {
    const char *run, *said;
  };
  for (const Told& told : {Told{"overlay.kernel", "only here, for real"},
                           Told{"overlay.model", "only in the model"}}) {
    const auto found = std::ranges::find_if(picture.regions(), [&](const figure::Region& each) {
      return each.action.name == region::told && each.action.text == told.run;
    });
    ASSERT_NE(found, picture.regions().end());
    EXPECT_THAT(found->hint, HasSubstr(told.said));
    EXPECT_THAT(texts(&found->action), Contains(found->hint));
  }
}

TEST_F(RealOverlay, it_is_aligned_by_call_where_that_is_asked_for) {
  run();
  EXPECT_THAT(texts(), Contains("on one clock"));
  EXPECT_TRUE(controller_.perform({action::align_offsets, 0, ""}));
  EXPECT_TRUE(controller_.choices().align_offsets);
  EXPECT_FALSE(controller_.race().is_aligned()) << "the clock goes on as it did";
}

} // namespace
} // namespace copyscope::gui
