// Pointer and wheel become actions.
#include "gui/control/input.h"

#include "gui/session/actions.h"
#include "gui/session/gestures.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using figure::Action;
using figure::Box;
using figure::Picture;
using figure::Point;
using testing::ElementsAre;
using testing::IsEmpty;

class HalfSizeEach : public figure::Measure {
public:
  float width(std::string_view text, figure::Font font) const override {
    return static_cast<float>(text.size()) * font.size / 2;
  }
};

const Action button{"play", 0, {}};

struct InputTest : testing::Test {
  HalfSizeEach measure;
  Picture picture{measure};
  Input input;

  InputTest() {
    picture.region({0, 0, 100, 50}, button, "Plays");
    picture.region({0, 100, 200, 20}, {region::slider, 0, "workload.chunk"});
    picture.region({0, 200, 1000, 100}, {region::timeline, 0, "t"});
    picture.region({400, 200, 50, 50}, {"row", 7, {}});
    picture.region({0, 300, 1000, 20}, {region::scrubber, 0, "t"});
    picture.region({0, 400, 300, 100}, {region::scroll, 0, "list"});
    picture.region({500, 0, 100, 50}, button);
    picture.region({500, 0, 300, 100}, {region::nothing, 0, {}});
  }
  Input::Actions click(Point at) {
    Input::Actions actions = input.press(at, Button::left, picture);
    for (Action& action : input.release(at, Button::left, picture))
      actions.push_back(std::move(action));
    return actions;
  }
};

TEST_F(InputTest, a_click_does_what_the_region_says) {
  EXPECT_THAT(click({50, 25}), ElementsAre(button));
  EXPECT_THAT(click({300, 25}), IsEmpty());
}

TEST_F(InputTest, letting_go_elsewhere_is_a_change_of_mind) {
  input.press({50, 25}, Button::left, picture);
  input.move({50, 80}, picture);
  EXPECT_THAT(input.release({50, 80}, Button::left, picture), IsEmpty());
}

TEST_F(InputTest, what_lies_beneath_a_shield_is_not_reached) {
  EXPECT_THAT(click({550, 25}), IsEmpty());
  input.move({550, 25}, picture);
  EXPECT_FALSE(input.hovered());
}

TEST_F(InputTest, a_hand_that_trembles_still_clicks) {
  input.press({50, 25}, Button::left, picture);
  input.move({52, 26}, picture);
  EXPECT_THAT(input.release({52, 26}, Button::left, picture), ElementsAre(button));
}

TEST_F(InputTest, hovering_tells_the_region_and_leaving_forgets_it) {
  input.move({50, 25}, picture);
  ASSERT_TRUE(input.hovered());
  EXPECT_EQ(input.hovered()->hint, "Plays");
  input.leave();
  EXPECT_FALSE(input.hovered());
}

TEST_F(InputTest, a_slider_follows_from_the_press_to_beyond_its_ends) {
  EXPECT_THAT(input.press({50, 110}, Button::left, picture),
              ElementsAre(Action{action::slide, 250'000, "workload.chunk"}));
  EXPECT_THAT(input.move({100, 500}, picture),
              ElementsAre(Action{action::slide, 500'000, "workload.chunk"}));
  EXPECT_THAT(input.move({900, 110}, picture),
              ElementsAre(Action{action::slide, whole_width, "workload.chunk"}));
  EXPECT_THAT(input.release({900, 110}, Button::left, picture),
              ElementsAre(Action{action::slid, 0, "workload.chunk"}));
}

TEST_F(InputTest, a_scrubber_seeks_at_once) {
  EXPECT_THAT(input.press({100, 310}, Button::left, picture),
              ElementsAre(Action{action::scrub, 100'000, "t"}));
  EXPECT_THAT(input.move({150, 310}, picture), ElementsAre(Action{action::scrub, 150'000, "t"}));
  EXPECT_THAT(input.release({150, 310}, Button::left, picture),
              ElementsAre(Action{action::scrubbed, 0, "t"}));
}

TEST_F(InputTest, a_timeline_is_dragged_even_where_a_bar_lies_on_it) {
  input.press({420, 220}, Button::left, picture);
  EXPECT_THAT(input.move({520, 220}, picture), ElementsAre(Action{action::pan, 100'000, "t"}));
  EXPECT_THAT(input.move({500, 220}, picture), ElementsAre(Action{action::pan, -20'000, "t"}));
  EXPECT_THAT(input.release({500, 220}, Button::left, picture), IsEmpty());
}

TEST_F(InputTest, a_click_goes_to_its_time_and_selects_the_bar_that_is_there) {
  const Action let_go{action::scrubbed, 0, "t"};
  EXPECT_THAT(click({420, 220}),
              ElementsAre(Action{action::scrub, 420'000, "t"}, let_go, Action{"select", 7, {}}));
  EXPECT_THAT(click({100, 220}), ElementsAre(Action{action::scrub, 100'000, "t"}, let_go));
}

TEST_F(InputTest, the_playhead_is_dragged_from_where_it_was_taken) {
  picture.region({296, 200, 8, 100}, {region::playhead, 0, "t"});
  EXPECT_THAT(input.press({303, 250}, Button::left, picture), IsEmpty());
  EXPECT_THAT(input.move({304, 250}, picture), IsEmpty()); // a trembling hand moves nothing
  EXPECT_THAT(input.move({403, 250}, picture), ElementsAre(Action{action::scrub, 400'000, "t"}));
  EXPECT_THAT(input.release({403, 250}, Button::left, picture),
              ElementsAre(Action{action::scrubbed, 0, "t"}));
  EXPECT_THAT(click({302, 250}),
              ElementsAre(Action{action::scrub, 302'000, "t"}, Action{action::scrubbed, 0, "t"}));
}

TEST_F(InputTest, scrubbing_goes_on_a_little_beyond_the_edges) {
  input.press({500, 310}, Button::left, picture);
  EXPECT_THAT(input.move({5000, 310}, picture), ElementsAre(Action{action::scrub, 1'030'000, "t"}));
  EXPECT_THAT(input.move({-5000, 310}, picture), ElementsAre(Action{action::scrub, -30'000, "t"}));
}

TEST_F(InputTest, with_shift_a_drag_selects_a_range_and_a_click_ends_one) {
  for (const float y : {220.0F, 310.0F}) { // lanes and axis
    EXPECT_THAT(input.press({420, y}, Button::left, picture, true), IsEmpty());
    EXPECT_THAT(input.move({520, y}, picture), ElementsAre(Action{action::range_from, 420'000, "t"},
                                                           Action{action::range_to, 520'000, "t"}));
    EXPECT_THAT(input.move({620, y}, picture), ElementsAre(Action{action::range_to, 620'000, "t"}));
    EXPECT_THAT(input.release({620, y}, Button::left, picture), IsEmpty());
    input.press({700, y}, Button::left, picture, true);
    EXPECT_THAT(input.release({700, y}, Button::left, picture),
                ElementsAre(Action{action::range_to, 700'000, "t"}));
  }
}

TEST_F(InputTest, a_rail_scrolls_at_once_and_keeps_hold) {
  picture.region({700, 400, 14, 100}, {region::rail, 0, "list"});
  EXPECT_THAT(input.press({705, 425}, Button::left, picture),
              ElementsAre(Action{action::scroll_to, 250'000, "list"}));
  EXPECT_THAT(input.move({0, 450}, picture),
              ElementsAre(Action{action::scroll_to, 500'000, "list"}));
  EXPECT_THAT(input.move({0, 900}, picture),
              ElementsAre(Action{action::scroll_to, whole_width, "list"}));
  EXPECT_THAT(input.release({0, 900}, Button::left, picture), IsEmpty());
}

TEST_F(InputTest, the_wheel_zooms_around_the_pointer) {
  EXPECT_THAT(input.wheel({250, 250}, 0, -1, picture),
              ElementsAre(Action{action::zoom_at, 250'000, "in"}));
  EXPECT_THAT(input.wheel({420, 220}, 0, 2, picture),
              ElementsAre(Action{action::zoom_at, 420'000, "out"},
                          Action{action::zoom_at, 420'000, "out"}));
  EXPECT_THAT(input.wheel({250, 250}, 1, 0, picture),
              ElementsAre(Action{action::pan, -80'000, "t"}));
}

TEST_F(InputTest, the_wheel_scrolls_lists_and_nothing_else) {
  EXPECT_THAT(input.wheel({10, 450}, 0, 1, picture),
              ElementsAre(Action{action::scroll, 480, "list"}));
  EXPECT_THAT(input.wheel({50, 25}, 0, 1, picture), IsEmpty());
}

TEST_F(InputTest, other_buttons_press_nothing) {
  input.press({50, 25}, Button::right, picture);
  EXPECT_THAT(input.release({50, 25}, Button::right, picture), IsEmpty());
}

} // namespace
} // namespace copyscope::gui
