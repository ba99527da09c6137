// The player while time passes: playing, pausing, stops, speed; and whole runs of random rows.
#include "tests/gui/player_fixture.h"

#include "tests/trace/random_trace.h"

namespace copyscope::gui {
namespace {

using figure::Story;
using trace::Trace;

TEST_F(PlayerTest, plays_one_step_and_stops_where_it_stops_after_each) {
  player.toggle_play();
  EXPECT_TRUE(player.playing());
  player.tick(0.01);
  EXPECT_EQ(player.step(), 1);
  finish();
  EXPECT_EQ(player.cursor(), story.rest(1));
  EXPECT_FALSE(player.playing());
}

TEST_F(PlayerTest, plays_one_step_in_true_time_too) {
  player.set_story_time(false);
  player.toggle_play();
  EXPECT_FALSE(player.tick(0));
  EXPECT_FALSE(player.tick(-1));
  finish();
  EXPECT_EQ(player.cursor(), story.rest(1));
}

TEST_F(PlayerTest, is_not_at_the_end_while_the_last_step_is_played) {
  player.go_to_step(10);
  player.step_on();
  EXPECT_EQ(player.step(), player.steps());
  EXPECT_FALSE(player.at_end());
  finish();
  EXPECT_TRUE(player.at_end());
  player.seek(Time::from_ps(trace[row_of(10)].begin.ps() + 1));
  EXPECT_FALSE(player.at_end());
}

TEST_F(PlayerTest, a_stop_before_the_first_step_is_none) {
  player.set_stops({0}); // the call: its first step stands for it
  player.set_stop_after_each_step(false);
  player.toggle_play();
  finish();
  EXPECT_EQ(player.step(), 1);
}

TEST_F(PlayerTest, pauses_in_the_middle_and_finishes_that_step_first) {
  player.go_to_step(2);
  player.toggle_play();
  player.tick(0.5);
  player.toggle_play();
  EXPECT_FALSE(player.animating());
  const Cursor middle = player.cursor();
  EXPECT_EQ(player.step(), 3);
  EXPECT_NE(middle, story.rest(3));
  player.toggle_play();
  player.tick(0.001);
  EXPECT_GE(player.cursor().time, middle.time);
  finish();
  EXPECT_EQ(player.cursor(), story.rest(3));
}

TEST_F(PlayerTest, play_while_a_step_moves_by_itself_holds_it) {
  player.step_on();
  player.tick(0.2);
  player.toggle_play();
  EXPECT_FALSE(player.animating());
  EXPECT_EQ(player.step(), 1);
}

TEST_F(PlayerTest, runs_on_to_the_end_and_then_plays_from_the_start_again) {
  player.set_stop_after_each_step(false);
  player.toggle_play();
  finish();
  EXPECT_EQ(player.cursor(), whole());
  player.toggle_play();
  EXPECT_EQ(player.cursor(), Cursor{});
  EXPECT_TRUE(player.playing());
  player.tick(1000); // all of it at once
  EXPECT_EQ(player.cursor(), whole());
}

TEST_F(PlayerTest, runs_on_to_the_next_stop) {
  player.set_stops({row_of(8), row_of(3), trace.size() + 1});
  player.set_stop_after_each_step(false);
  player.toggle_play();
  finish();
  EXPECT_EQ(player.cursor(), story.rest(3));
  player.set_story_time(false);
  player.toggle_play();
  finish();
  EXPECT_EQ(player.cursor(), story.rest(8));
  player.toggle_play();
  finish();
  EXPECT_EQ(player.cursor(), whole());
}

TEST_F(PlayerTest, plays_to_a_stop_even_where_it_stops_after_each_step) {
  player.set_stops({row_of(4)});
  player.play_to_stop();
  finish();
  EXPECT_EQ(player.step(), 4);
  player.toggle_play();
  finish();
  EXPECT_EQ(player.step(), 5);
  player.toggle_play();
  player.play_to_stop(); // while it plays already
  finish();
  EXPECT_EQ(player.cursor(), whole());
}

TEST_F(PlayerTest, a_whole_run_in_true_time_takes_twelve_seconds) {
  player.set_story_time(false);
  player.set_stop_after_each_step(false);
  player.toggle_play();
  player.tick(6);
  EXPECT_NEAR(static_cast<double>(player.cursor().time.ps()), trace.end().ps() / 2.0, 2);
  for (int i = 0; i < 599; ++i)
    player.tick(0.01);
  EXPECT_TRUE(player.playing());
  player.tick(0.02);
  EXPECT_EQ(player.cursor(), whole());
  EXPECT_FALSE(player.playing());
}

TEST_F(PlayerTest, seeking_while_it_plays_plays_on_from_there) {
  player.set_stop_after_each_step(false);
  player.toggle_play();
  player.tick(0.1);
  const Story::Stretch copy = story.step(row_of(5));
  player.seek_story((copy.begin + copy.end) / 2);
  EXPECT_TRUE(player.playing());
  player.tick(0.01);
  EXPECT_EQ(player.step(), 5);
  player.step_on(); // takes over
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(player.step(), 6);
}

TEST_F(PlayerTest, speed_makes_steps_shorter) {
  const auto ticks = [&](int percent) {
    player.set_speed(percent);
    player.go_to_step(2);
    player.step_on();
    int count = 0;
    for (; player.animating(); ++count)
      player.tick(0.01);
    return count;
  };
  EXPECT_NEAR(ticks(100), 100, 1);
  EXPECT_NEAR(ticks(400), 25, 1);
  EXPECT_NEAR(ticks(50), 200, 1);
}

TEST_F(PlayerTest, speeds_go_round_and_keep_within_reason) {
  for (const int next : {200, 400, 25, 50, 100}) {
    player.set_speed(0);
    EXPECT_EQ(player.speed(), next);
  }
  player.set_speed(1'000'000);
  EXPECT_EQ(player.speed(), 1600);
  player.set_speed(1);
  EXPECT_EQ(player.speed(), 5);
}

TEST(PlayerOfALongRun, has_speeds_up_to_the_whole_run_in_twenty_seconds) {
  const Trace trace = trace::random_trace(5, 30'000);
  const Story story(trace);
  Player player;
  player.open(&trace, &story);
  const std::vector<int> speeds = player.speeds();
  ASSERT_GT(speeds.size(), 7U);
  EXPECT_EQ(speeds[5], 1600);
  EXPECT_EQ(speeds[6], 6400);
  EXPECT_TRUE(std::ranges::is_sorted(speeds));
  EXPECT_NEAR(player.story_seconds() * 100 / speeds.back(), Player::quickest_story, 0.1);
  player.set_speed(speeds.back());
  player.set_stop_after_each_step(false);
  player.toggle_play();
  double seconds = 0;
  std::int64_t step = 0;
  for (; player.playing() && seconds < 100; seconds += 0.02) {
    player.tick(0.02);
    ASSERT_GE(player.step(), step);
    step = player.step();
  }
  EXPECT_NEAR(seconds, Player::quickest_story, 0.1);
  EXPECT_EQ(player.cursor(), (Cursor{trace.end(), trace.size()}));
  player.set_speed(0); // round again
  EXPECT_EQ(player.speed(), 25);
  player.set_speed(speeds.back());
  player.set_story_time(false); // which needs no such speed
  EXPECT_EQ(player.speed(), 1600);
}

TEST(PlayerOfALongRun, pauses_at_a_stop_however_quickly_it_plays) {
  const Trace trace = trace::random_trace(6, 30'000);
  const Story story(trace);
  for (const std::int64_t number : {1, 77, 5000}) {
    Player player;
    player.open(&trace, &story);
    player.set_speed(player.speeds().back());
    player.set_stops({trace.step(number)});
    player.play_to_stop();
    for (int i = 0; i < 10'000 && player.playing(); ++i)
      player.tick(0.05);
    EXPECT_EQ(player.cursor(), story.rest(number));
  }
}

TEST_F(PlayerTest, without_motion_a_step_rests_at_once) {
  player.set_motion(false);
  player.step_on();
  EXPECT_EQ(player.cursor(), story.rest(1));
  EXPECT_FALSE(player.animating());
  player.toggle_play();
  finish();
  EXPECT_EQ(player.cursor(), story.rest(2));
  player.set_stop_after_each_step(false);
  player.toggle_play();
  player.tick(0.1);
  EXPECT_EQ(player.step(), 3);
  player.tick(0.1);
  EXPECT_EQ(player.step(), 3);
  finish();
  EXPECT_EQ(player.cursor(), whole());
}

TEST(PlayerOfRandomRows, goes_on_and_back_through_any_trace) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const Trace trace = trace::random_trace(seed, 200);
    const Story story(trace);
    Player player;
    player.open(&trace, &story);
    std::vector<Cursor> rests{player.cursor()};
    while (player.step() < player.steps()) {
      player.step_on();
      const std::int64_t step = player.step();
      while (player.tick(0.13))
        ASSERT_EQ(player.step(), step);
      rests.push_back(player.cursor());
    }
    for (; !rests.empty(); rests.pop_back()) {
      ASSERT_EQ(player.cursor(), rests.back());
      player.step_back();
    }
    for (SpanId row = 0; row < trace.size(); ++row) {
      player.go_to_row(row);
      ASSERT_LE(player.cursor().begun, trace.size());
      player.to_effect();
      player.to_cause();
      player.call_on();
      player.call_back();
    }
    for (const bool in_story : {true, false}) {
      player.set_story_time(in_story);
      player.set_stop_after_each_step(false);
      player.home();
      player.toggle_play();
      while (player.playing())
        player.tick(0.5);
      ASSERT_EQ(player.cursor(), (Cursor{trace.end(), trace.size()}));
    }
  }
}

TEST(PlayerOfNoRows, has_nowhere_to_go) {
  trace::TraceBuilder builder;
  builder.start(trace::small_header());
  builder.finish(Time());
  const Trace trace = builder.take();
  const Story story(trace);
  Player player;
  player.open(&trace, &story);
  player.step_on();
  player.call_on();
  player.call_back();
  player.toggle_play();
  player.tick(1);
  EXPECT_EQ(player.cursor(), Cursor{});
  EXPECT_TRUE(player.at_end());
  EXPECT_FALSE(player.playing());
}

} // namespace
} // namespace copyscope::gui
