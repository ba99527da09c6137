// Time in the hand: what the timeline and the race do to the cursor.
#include "gui/session/gestures.h"
#include "tests/gui/controller_fixture.h"

namespace copyscope::gui {
namespace {

class TimeInTheHand : public ControllerTest {
protected:
  const Player& player() const { return controller_.player(); }
  std::int64_t clock() const { return controller_.race().clock().ps(); }
  std::int64_t cursor() const { return player().cursor().time.ps(); }
  void drag(int from, int to, const std::string& text = "") {
    for (int i = 0; i <= 20; ++i)
      perform(action::scrub, from + (to - from) * i / 20, text);
    perform(action::scrubbed, 0, text);
  }
};

TEST_F(TimeInTheHand, a_drag_scrubs_at_every_zoom_without_a_leap) {
  open("four-ways");
  for (const int zooms : {0, 4, 12, 30}) {
    perform(action::zoom_fit);
    controller_.place_at(Time::from_ps(70'000'000));
    for (int i = 0; i < zooms; ++i)
      perform(action::zoom_in);
    const Zoom before = controller_.choices().zoom;
    double last = -1;
    for (int share = 0; share <= 1'000'000; share += 50'000) {
      perform(action::scrub, share);
      const double place = player().place() / controller_.story()->length();
      EXPECT_GE(place, last - 1e-9) << zooms;
      last = place;
      EXPECT_NEAR(controller_.choices().zoom.begin, before.begin, before.width() * 0.9) << zooms;
      EXPECT_NEAR(controller_.choices().zoom.width(), before.width(), 1e-12);
    }
  }
}

TEST_F(TimeInTheHand, a_drag_beyond_the_edge_goes_on) {
  open("four-ways");
  for (int i = 0; i < 8; ++i)
    perform(action::zoom_in);
  const double end = controller_.choices().zoom.end;
  for (int i = 0; i < 30; ++i)
    perform(action::scrub, 1'030'000);
  EXPECT_GT(controller_.choices().zoom.end, end + 0.01);
}

TEST_F(TimeInTheHand, each_drag_is_one_jump_to_be_recalled) {
  open("four-ways");
  drag(100'000, 300'000);
  const std::int64_t after_first = cursor();
  drag(500'000, 900'000);
  perform(action::recall);
  EXPECT_EQ(cursor(), after_first);
  perform(action::recall);
  EXPECT_EQ(cursor(), 0);
}

TEST_F(TimeInTheHand, a_row_is_selected_without_moving) {
  open("four-ways");
  perform(action::select, 5);
  EXPECT_EQ(player().selection(), 5U);
  EXPECT_EQ(cursor(), 0);
}

TEST_F(TimeInTheHand, a_range_shows_what_happened_in_it) {
  open("four-ways");
  perform(action::story_time, 0);
  perform(action::range_from, 900'000);
  perform(action::range_to, 100'000); // to the left
  const auto range = state()["range"];
  EXPECT_LT(range["from_ps"].get<std::int64_t>(), range["to_ps"].get<std::int64_t>());
  const auto& trace = *controller_.trace();
  const auto ledger = [&](const char* which) {
    return trace.ledger(trace.cursor_at(Time::from_ps(range[which].get<std::int64_t>())));
  };
  EXPECT_EQ(range["ledger"],
            to_json(difference(ledger("from_ps"), ledger("to_ps")), trace.header()));
  EXPECT_EQ(cursor(), 0); // it is only looked at
  perform(action::back);
  EXPECT_TRUE(state()["range"].is_null());
  controller_.place_at(Time::from_ps(100'000'000));
  perform(action::range_to, 0); // a click with Shift: from the cursor
  EXPECT_EQ(state()["range"]["to_ps"], 100'000'000);
  perform(action::show_case, 1);
  work();
  EXPECT_TRUE(state()["range"].is_null());
}

TEST_F(TimeInTheHand, choosing_a_column_of_the_race_never_rewinds) {
  open("four-ways");
  perform(action::view, 0, "compare");
  drag(0, 600'000, "race");
  const std::int64_t at = clock();
  EXPECT_GT(at, 0);
  for (const int index : {3, 1, 2, 0}) {
    perform(action::show_case, index);
    work();
    EXPECT_EQ(clock(), at);
    EXPECT_EQ(cursor(), std::min(at, controller_.trace()->end().ps()));
    EXPECT_EQ(controller_.session().shown_case(), static_cast<std::size_t>(index));
  }
  press("left");
  EXPECT_LT(clock(), at);
  press("right");
  EXPECT_EQ(shown(), "read-write");
}

TEST_F(TimeInTheHand, the_race_plays_by_its_own_rule) {
  open("four-ways");
  perform(action::view, 0, "compare");
  press("space");
  EXPECT_EQ(state()["playing"], true);
  EXPECT_FALSE(player().playing());
  for (int i = 0; i < 1000 && controller_.race().playing(); ++i)
    controller_.tick(0.05);
  EXPECT_EQ(state()["playing"], false);
  std::int64_t first = controller_.race().end().ps(); // one has finished
  for (std::size_t i = 0; i < 4; ++i)
    first = std::min(first, controller_.session().slot(i).trace()->end().ps());
  EXPECT_EQ(clock(), first);
  perform(action::race_stop, 0, "never");
  press("space");
  for (int i = 0; i < 1000 && controller_.race().playing(); ++i)
    controller_.tick(0.05);
  EXPECT_EQ(clock(), controller_.race().end().ps());
  perform(action::race_stop, 0, "step");
  press("home");
  press("space");
  for (int i = 0; i < 1000 && controller_.race().playing(); ++i)
    controller_.tick(0.05);
  EXPECT_GT(clock(), 0);
  EXPECT_LT(clock(), first);
  perform(action::race_stop, 0, "what");
  EXPECT_EQ(state()["race"]["stop"], "step");
}

TEST_F(TimeInTheHand, the_race_takes_over_from_the_player_and_gives_back) {
  open("four-ways");
  perform(action::stop_each);
  press("space");
  controller_.tick(0.2);
  ASSERT_TRUE(player().playing());
  const std::int64_t at = cursor();
  press("c");
  EXPECT_FALSE(player().playing());
  EXPECT_TRUE(controller_.race().playing());
  EXPECT_EQ(clock(), at);
  controller_.tick(0.5);
  press("escape"); // the stage
  EXPECT_FALSE(controller_.race().playing());
  EXPECT_GT(cursor(), at);
  EXPECT_EQ(state()["view"], "stage");
}

TEST_F(TimeInTheHand, aligned_by_offset_all_that_tells_the_time_agrees) {
  open("four-ways");
  perform(action::view, 0, "compare");
  perform(action::align_offsets);
  for (int i = 0; i < 5; ++i) {
    press("right");
    const auto race = state()["race"];
    EXPECT_EQ(race["aligned"], true);
    ASSERT_EQ(race["own_ps"].size(), 4U);
    // The shown case stands where its own copy has arrived: at or after the clock.
    EXPECT_GE(race["own_ps"][0].get<std::int64_t>(), clock());
  }
  perform(action::align_offsets);
  EXPECT_EQ(state()["race"]["aligned"], false);
}

TEST_F(TimeInTheHand, a_fifth_case_asks_which_one_it_is_for) {
  open("every-way");
  perform(action::view, 0, "compare");
  perform(action::menu, 0, "compare");
  perform(action::choose_case, 6);
  EXPECT_EQ(state()["fifth"], 6);
  perform(action::back); // no
  EXPECT_TRUE(state()["fifth"].is_null());
  perform(action::choose_case, 6);
  perform(action::drop_case, 2);
  EXPECT_EQ(state()["compared"], nlohmann::ordered_json({0, 1, 3, 6}));
}

TEST_F(TimeInTheHand, a_story_of_hours_proposes_true_time) {
  open("big-file");
  EXPECT_EQ(state()["notice"], "");
  press("space");
  EXPECT_EQ(state()["notice"], "long_story");
  press("escape");
  EXPECT_EQ(state()["notice"], "");
  perform(action::play_whole, 0);
  EXPECT_FALSE(player().in_story_time());
  EXPECT_TRUE(player().playing());
  controller_.tick(Player::true_time_run + 1.0);
  EXPECT_TRUE(player().at_end());
  press("home");
  perform(action::play_whole, 1);
  EXPECT_TRUE(player().in_story_time());
  controller_.tick(10);
  EXPECT_TRUE(player().playing());
  controller_.tick(10.1);
  EXPECT_TRUE(player().at_end());
  EXPECT_LE(controller_.choices().speed, Choices::fastest_kept);
}

} // namespace
} // namespace copyscope::gui
