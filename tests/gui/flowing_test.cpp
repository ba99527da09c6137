// Several flows in the window: which is in front, how lanes are grouped, and that flows race.
#include "gui/control/state_json.h"
#include "gui/session/gestures.h"
#include "gui/views/panes.h"
#include "gui/views/race_cases.h"
#include "tests/gui/controller_fixture.h"
#include "tests/gui/flows_fixture.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

class SeveralFlows : public ControllerTest {
protected:
  SeveralFlows() {
    files_.write("seen.copyscope", saved_flows(4, 64));
    open("seen.copyscope");
    perform(action::view, 0, "stage");
    perform(action::step, 400);
    settle();
  }

  figure::Picture window(figure::Box surface = {0, 0, 1280, 800}) {
    static const figure::FakeMeasure measure;
    static const std::vector<Listed> nothing_listed;
    return draw_window(scene_of(controller_, nothing_listed), surface,
                       {figure::dark_theme(), measure}, nullptr);
  }
  std::size_t regions(std::string_view name) {
    const figure::Picture picture = window();
    return static_cast<std::size_t>(std::ranges::count_if(
        picture.regions(), [&](const figure::Region& each) { return each.action.name == name; }));
  }
};

TEST_F(SeveralFlows, show_the_first_in_front_until_another_is_chosen) {
  EXPECT_EQ(state()["flows"], 64);
  EXPECT_EQ(state()["flow"], 0);
  perform(action::flow, 17);
  EXPECT_EQ(state()["flow"], 17);
  press("n");
  EXPECT_EQ(state()["flow"], 18);
  press("n", true);
  press("n", true);
  EXPECT_EQ(state()["flow"], 16);
  perform(action::flow, 64); // there is none
  perform(action::flow, -1);
  EXPECT_EQ(state()["flow"], 16);
  perform(action::flow, 63);
  press("n");
  EXPECT_EQ(state()["flow"], 0);
}

TEST_F(SeveralFlows, have_a_cell_each_and_the_stage_of_the_one_in_front) {
  EXPECT_EQ(regions(action::flow), 64U);
  const figure::Picture before = window();
  perform(action::flow, 30);
  EXPECT_FALSE(window() == before);
}

TEST_F(SeveralFlows, are_forgotten_with_the_run) {
  perform(action::flow, 30);
  perform(action::lanes_by_flow);
  perform(action::race_flows, 1);
  open("four-ways");
  EXPECT_EQ(state()["flow"], 0);
  EXPECT_EQ(state()["lanes_by_flow"], false);
  EXPECT_EQ(state()["race_flows"], false);
  EXPECT_EQ(regions(action::flow), 0U);
  EXPECT_EQ(regions(action::fold), 0U);
  press("s"); // there is but one
  EXPECT_EQ(state()["race_flows"], false);
}

TEST_F(SeveralFlows, have_lanes_in_groups_that_fold) {
  EXPECT_EQ(regions(action::fold), 2U); // calls, CPUs
  const auto groups = figure::lane_groups(*controller_.trace(), false);
  perform(action::fold, groups[1].key);
  EXPECT_EQ(controller_.choices().folded.at(groups[1].key), true);
  perform(action::fold, groups[1].key);
  EXPECT_EQ(controller_.choices().folded.at(groups[1].key), false);
  perform(action::fold, 12345); // there is none
  EXPECT_EQ(controller_.choices().folded.size(), 1U);
  press("a");
  EXPECT_EQ(state()["lanes_by_flow"], true);
  EXPECT_GE(regions(action::fold), 3U);
  perform(action::fold, 0);
  EXPECT_EQ(state()["folded"]["0"], true);
}

TEST_F(SeveralFlows, have_more_lines_than_fit_and_scroll) {
  press("a");
  const figure::Picture at_top = window();
  perform(action::scroll, 5 * Choices::lane_pitch, Choices::lanes_list);
  EXPECT_EQ(controller_.choices().lanes(0).first, 5U);
  EXPECT_FALSE(window() == at_top);
  perform(action::scroll, 10'000'000, Choices::lanes_list); // beyond the last one
  EXPECT_GE(regions(action::fold), 5U);
}

TEST_F(SeveralFlows, have_the_lanes_of_the_one_in_front_in_sight) {
  press("a");
  perform(action::flow, 40);
  EXPECT_EQ(controller_.choices().lanes(40).first, 39U); // all before it are folded
  const figure::Picture picture = window();
  EXPECT_NE(picture.find({action::fold, 40, ""}), nullptr);
}

TEST_F(SeveralFlows, race_four_at_a_time_the_one_in_front_among_them) {
  perform(action::view, 0, "compare");
  static const std::vector<Listed> nothing_listed;
  EXPECT_EQ(race_cases(scene_of(controller_, nothing_listed)).size(), 1U);
  press("s");
  perform(action::flow, 62);
  const auto racing = race_cases(scene_of(controller_, nothing_listed));
  ASSERT_EQ(racing.size(), 4U);
  EXPECT_EQ(racing.front().flow, 60U);
  EXPECT_EQ(racing.back().number, 64);
  EXPECT_EQ(controller_.race().end(), *controller_.trace()->header().duration);
  perform(action::race_flows, 0);
  EXPECT_EQ(race_cases(scene_of(controller_, nothing_listed)).size(), 1U);
}

TEST_F(SeveralFlows, follow_a_byte_of_the_one_in_front) {
  perform(action::flow, 5);
  perform(action::follow, 100);
  ASSERT_TRUE(controller_.player().followed());
  EXPECT_EQ(controller_.player().followed()->flow, 5U);
  perform(action::flow, 6);
  EXPECT_EQ(controller_.player().followed()->flow, 6U);
}

} // namespace
} // namespace copyscope::gui
