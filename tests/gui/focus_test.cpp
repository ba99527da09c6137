// The focus: what Tab stops at, in which order, and what keys do there.
#include "gui/control/focus.h"

#include "gui/session/gestures.h"

#include <gmock/gmock.h>

namespace copyscope::gui {
namespace {

using figure::Box;
using figure::Picture;
using figure::Region;
using testing::ElementsAre;
using testing::IsEmpty;

class EightUnitsEach : public figure::Measure {
public:
  float width(std::string_view text, figure::Font) const override {
    return static_cast<float>(text.size()) * 8;
  }
};

constexpr Box surface{0, 0, 1280, 800};

struct FocusTest : testing::Test {
  EightUnitsEach measure;
  Picture picture{measure};
  Focus focus;

  void put(Box box, const char* name, std::int64_t number = 0, const std::string& text = "") {
    picture.region(box, {name, number, text});
  }
  void settle() { focus.settle(picture, surface); }
  std::vector<std::string> families() {
    std::vector<std::string> all;
    for (const Stop& stop : stops_of(picture, surface))
      all.push_back(stop.family);
    return all;
  }
  std::string shown() const { return focus.stop() ? focus.stop()->family : ""; }
  std::int64_t number() const { return focus.member() ? focus.member()->action.number : -1; }
};

TEST_F(FocusTest, panes_are_read_one_after_the_other_whatever_was_drawn_first) {
  put({0, 700, 1280, 90}, region::timeline);
  put({1200, 10, 40, 30}, "help");
  put({10, 10, 100, 30}, "menu");
  put({200, 10, 900, 30}, "view");
  put({10, 100, 200, 30}, "case_on");
  put({10, 300, 200, 30}, "undo");
  put({700, 100, 400, 240}, "part");
  EXPECT_THAT(families(),
              ElementsAre("menu", "view", "help", "case_on", "undo", "stage", "timeline"));
}

TEST_F(FocusTest, a_list_is_one_stop_with_its_rows_inside) {
  put({10, 10, 100, 20}, "line", 1);
  put({10, 90, 100, 20}, "line", 4);
  put({10, 50, 100, 20}, "line", 2);
  put({10, 200, 100, 20}, "play");
  settle();
  focus.move(1);
  EXPECT_EQ(shown(), "line");
  std::vector<std::int64_t> numbers{number()};
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(focus.key("down", false).is_taken);
    numbers.push_back(number());
  }
  EXPECT_THAT(numbers, ElementsAre(1, 2, 4, 4));
  focus.key("home", false);
  EXPECT_EQ(number(), 1);
  focus.move(1);
  EXPECT_EQ(shown(), "play");
  focus.move(1);
  EXPECT_EQ(shown(), "line");
}

TEST_F(FocusTest, rows_that_drop_down_are_one_list_whatever_they_do) {
  put({0, 0, 100, 30}, "theme");
  picture.region(surface, {action::back, 0, ""});
  picture.region({0, 40, 200, 200}, {region::nothing, 0, ""});
  put({10, 50, 180, 36}, "open", 0, "a");
  put({10, 86, 180, 36}, "view", 0, "home");
  put({10, 122, 180, 36}, "about");
  EXPECT_THAT(families(), ElementsAre("open"));
  EXPECT_EQ(stops_of(picture, surface)[0].members.size(), 3U);
}

TEST_F(FocusTest, fields_and_sliders_are_stops_of_their_own) {
  put({0, 0, 50, 20}, region::field, 0, "a=1");
  put({0, 20, 50, 20}, region::field, 0, "b=1");
  put({60, 0, 100, 20}, region::slider, 0, "a");
  EXPECT_EQ(families().size(), 3U);
}

TEST_F(FocusTest, what_is_covered_is_no_stop) {
  put({0, 0, 100, 30}, "play");
  put({0, 100, 100, 30}, "theme");
  picture.region({0, 90, 300, 100}, {region::nothing, 0, ""});
  EXPECT_THAT(families(), ElementsAre("play"));
}

TEST_F(FocusTest, enter_and_space_press) {
  put({0, 0, 100, 30}, "step", 7);
  settle();
  EXPECT_FALSE(focus.key("enter", false).is_taken);
  focus.move(1);
  EXPECT_THAT(focus.key("enter", false).actions, ElementsAre(Action{"step", 7, ""}));
  EXPECT_THAT(focus.key("space", false).actions, ElementsAre(Action{"step", 7, ""}));
}

TEST_F(FocusTest, arrows_belong_to_the_control_and_page_keys_do_not) {
  put({0, 0, 100, 30}, "play");
  settle();
  focus.move(1);
  for (const char* const key : {"left", "right", "up", "down"}) {
    EXPECT_TRUE(focus.key(key, false).is_taken) << key;
    EXPECT_THAT(focus.key(key, false).actions, IsEmpty()) << key;
  }
  for (const char* const key : {"page_up", "page_down", "c", "f1"})
    EXPECT_FALSE(focus.key(key, false).is_taken) << key;
}

TEST_F(FocusTest, arrows_move_a_slider) {
  put({0, 0, 100, 20}, region::slider, 0, "workload.chunk");
  settle();
  focus.move(1);
  EXPECT_THAT(focus.key("right", false).actions,
              ElementsAre(Action{action::nudge, 1, "workload.chunk"}));
  EXPECT_THAT(focus.key("down", false).actions,
              ElementsAre(Action{action::nudge, -1, "workload.chunk"}));
}

TEST_F(FocusTest, on_a_timeline_arrows_step_and_down_leads_to_its_bars) {
  put({0, 600, 1280, 150}, region::timeline);
  put({500, 610, 50, 20}, "row", 7);
  put({200, 650, 50, 20}, "row", 3);
  put({100, 610, 50, 20}, "row", 1);
  settle();
  focus.move(1);
  EXPECT_THAT(focus.key("right", false).actions, ElementsAre(Action{action::step_on, 0, ""}));
  EXPECT_TRUE(focus.key("space", false).is_taken); // to its bars, as with ↓
  EXPECT_EQ(number(), 1);
  focus.key("up", false);
  EXPECT_EQ(focus.member(), nullptr);
  focus.key("down", false);
  EXPECT_EQ(number(), 1);
  focus.key("right", false);
  EXPECT_EQ(number(), 7);
  focus.key("right", false);
  EXPECT_EQ(number(), 3);
  EXPECT_THAT(focus.key("enter", false).actions, ElementsAre(Action{"row", 3, ""}));
  focus.key("up", false);
  EXPECT_EQ(number(), 1);
  focus.key("up", false);
  EXPECT_EQ(focus.member(), nullptr);
}

TEST_F(FocusTest, handles_are_part_of_what_they_move) {
  put({0, 100, 1000, 20}, action::row, 1);
  put({0, 120, 1000, 20}, action::row, 2);
  put({1000, 100, 16, 400}, region::rail, 0, "rows");
  put({0, 600, 1280, 20}, region::scrubber);
  put({0, 620, 1280, 130}, region::timeline);
  put({500, 640, 50, 20}, action::row, 7);
  put({300, 596, 12, 160}, region::playhead);
  // Rows of the table are no bars.
  EXPECT_THAT(families(), ElementsAre("row", "timeline"));
  const std::vector<Stop> stops = stops_of(picture, surface);
  EXPECT_EQ(stops[0].members.size(), 2U);
  EXPECT_EQ(stops[0].box, (Box{0, 100, 1016, 400}));
  EXPECT_EQ(stops[1].members.size(), 1U);
  EXPECT_EQ(stops[0].handles.size(), 1U);
  EXPECT_EQ(stops[1].handles.size(), 1U);
  settle();
  focus.move(1);
  EXPECT_THAT(focus.key("end", false).actions,
              ElementsAre(Action{action::scroll_to, whole_width, "rows"}));
  settle();
  EXPECT_EQ(number(), 2);
}

TEST_F(FocusTest, enter_on_a_timeline_goes_to_the_bar_under_its_playhead) {
  put({0, 600, 1280, 150}, region::timeline);
  put({100, 610, 300, 20}, action::row, 1);
  put({120, 650, 50, 20}, action::row, 2);
  put({500, 610, 50, 20}, action::row, 3);
  put({134, 600, 12, 150}, region::playhead);
  settle();
  focus.move(1);
  EXPECT_TRUE(focus.key("enter", false).is_taken);
  EXPECT_EQ(number(), 2); // the innermost
}

TEST_F(FocusTest, what_is_seen_of_a_control_however_little_makes_it_a_stop) {
  put({0, 0, 100, 30}, "play");
  picture.region({2, 0, 300, 100}, {region::nothing, 0, ""});
  EXPECT_THAT(families(), ElementsAre("play"));
}

TEST_F(FocusTest, a_field_is_to_be_typed_into) {
  put({0, 0, 100, 20}, region::field, 0, "a=1");
  settle();
  focus.move(1);
  const Focus::Reply reply = focus.key("space", false);
  ASSERT_TRUE(reply.typed_into);
  EXPECT_EQ(reply.typed_into->action.text, "a=1");
}

TEST_F(FocusTest, it_follows_what_it_is_on) {
  put({0, 0, 100, 20}, "step", 4);
  put({100, 0, 100, 20}, "step", 5);
  settle();
  focus.move(1);
  focus.key("right", false);
  Picture next(measure);
  next.region({0, 0, 100, 20}, {"step", 5, ""});
  next.region({100, 0, 100, 20}, {"step", 6, ""});
  focus.settle(next, surface);
  EXPECT_EQ(number(), 5);
  EXPECT_EQ(focus.ring().x, 0);
}

TEST_F(FocusTest, what_takes_its_place_has_it_then) {
  put({0, 0, 100, 20}, "set", 0, "sg=true");
  put({300, 0, 100, 20}, "play");
  settle();
  focus.move(1);
  Picture next(measure);
  next.region({100, 0, 100, 20}, {"set", 0, "sg=false"});
  next.region({300, 0, 100, 20}, {"play", 0, ""});
  focus.settle(next, surface);
  EXPECT_EQ(focus.member()->action.text, "sg=false");
}

TEST_F(FocusTest, a_dialog_has_it_while_it_is_there_and_gives_it_back) {
  put({0, 0, 100, 30}, "play");
  put({0, 300, 100, 30}, "menu");
  settle();
  focus.move(-1);
  EXPECT_EQ(shown(), "menu");
  Picture dialog = picture;
  dialog.region(surface, {action::back, 0, ""});
  dialog.region({200, 200, 300, 300}, {region::nothing, 0, ""});
  dialog.region({210, 210, 100, 36}, {"show_case", 0, ""});
  dialog.region({210, 246, 100, 36}, {"show_case", 1, ""});
  focus.settle(dialog, surface);
  EXPECT_EQ(shown(), "show_case");
  focus.move(1);
  EXPECT_EQ(shown(), "show_case");
  settle();
  EXPECT_EQ(shown(), "menu");
}

TEST_F(FocusTest, after_a_click_tab_goes_on_from_there) {
  put({0, 0, 100, 30}, "play");
  put({0, 300, 100, 30}, "menu");
  put({0, 600, 100, 30}, "theme");
  settle();
  focus.put({50, 310});
  EXPECT_FALSE(focus.is_shown());
  focus.move(1);
  EXPECT_EQ(shown(), "theme");
}

TEST_F(FocusTest, a_list_is_scrolled_at_its_end) {
  picture.region({0, 0, 200, 60}, {region::scroll, 0, "files"});
  put({0, 0, 200, 30}, "browse", 0);
  put({0, 30, 200, 30}, "browse", 1);
  settle();
  focus.move(1);
  focus.key("down", false);
  EXPECT_THAT(focus.key("down", false).actions, ElementsAre(Action{action::scroll, 300, "files"}));
  Picture next(measure);
  next.region({0, 0, 200, 60}, {region::scroll, 0, "files"});
  next.region({0, 0, 200, 30}, {"browse", 1, ""});
  next.region({0, 30, 200, 30}, {"browse", 2, ""});
  focus.settle(next, surface);
  EXPECT_EQ(number(), 2);
}

TEST_F(FocusTest, without_a_control_there_is_no_ring) {
  settle();
  focus.move(1);
  EXPECT_FALSE(focus.is_shown());
}

} // namespace
} // namespace copyscope::gui
