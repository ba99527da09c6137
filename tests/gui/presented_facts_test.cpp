// The stage in the window, and on the wall while it is presented, says what the trace says.
#include "gui/views/panes.h"
#include "gui/views/scene.h"
#include "tests/figure/fake_measure.h"
#include "tests/figure/shipped.h"
#include "tests/figure/stage_facts.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/flows_fixture.h"

namespace copyscope::gui {
namespace {

class PresentedFacts : public ControllerTest, public testing::WithParamInterface<std::string> {
protected:
  void expect_facts(const char* where) {
    const trace::Trace& trace = *controller_.trace();
    const figure::Style style{figure::light_theme(), measure_, figure::Language::zh};
    const figure::Picture picture =
        draw_window(scene_of(controller_, {}), {0, 0, 1280, 800}, style, nullptr);
    const figure::StageState state =
        figure::stage_state(trace, figure::routes_of(trace), controller_.player().cursor());
    EXPECT_TRUE(
        figure::shows(figure::shares_in(picture, style.theme), figure::shares_held(trace, state)))
        << where << ", step " << controller_.player().step();
  }

  figure::FakeMeasure measure_;
};

TEST_P(PresentedFacts, are_those_of_the_trace_on_every_slide_and_step) {
  open(GetParam());
  work();
  const std::int64_t steps = std::min<std::int64_t>(controller_.player().steps(), 30);
  for (std::int64_t step = 0; step <= steps; ++step) {
    perform(action::step, step);
    expect_facts("the window");
  }
  press("p");
  for (int i = 0; i < 12 && state()["presenting"]; ++i) {
    work();
    if (controller_.trace() && state()["view"] == "stage") expect_facts("the wall");
    controller_.key("right", false, false);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, PresentedFacts, testing::ValuesIn(test::shipped_ids()));

class PresentedFlows : public PresentedFacts {};

TEST_P(PresentedFlows, are_those_of_the_trace) {
  files_.write(GetParam(), saved_flows(4, 64));
  open(GetParam());
  perform(action::view, 0, "stage");
  const std::int64_t steps = controller_.player().steps();
  for (std::int64_t i = 0; i < 30; ++i) {
    perform(action::step, steps * i * i / 900);
    expect_facts("the window");
  }
  press("p");
  expect_facts("the wall");
}

INSTANTIATE_TEST_SUITE_P(FourCpus, PresentedFlows, testing::Values("flows.copyscope"));

} // namespace
} // namespace copyscope::gui
