// The player: every move from everywhere.
#include "tests/gui/player_fixture.h"

#include "gui/player/causes.h"
#include "tests/trace/random_trace.h"

namespace copyscope::gui {
namespace {

using figure::Story;
using trace::Kind;
using trace::no_span;
using trace::Trace;

TEST_F(PlayerTest, begins_at_the_start_at_rest_in_story_time) {
  EXPECT_EQ(player.cursor(), Cursor{});
  EXPECT_EQ(player.step(), 0);
  EXPECT_EQ(player.steps(), 11);
  EXPECT_EQ(player.step_row(), no_span);
  EXPECT_EQ(player.place(), 0);
  EXPECT_EQ(player.progress(), 1);
  EXPECT_EQ(player.speed(), 100);
  EXPECT_TRUE(player.in_story_time());
  EXPECT_TRUE(player.stops_after_each_step());
  EXPECT_FALSE(player.animating());
  EXPECT_FALSE(player.playing());
  EXPECT_FALSE(player.at_end());
  EXPECT_FALSE(player.tick(1));
  EXPECT_EQ(player.selection(), no_span);
}

TEST_F(PlayerTest, steps_on_at_once_and_then_plays_the_step_until_it_rests) {
  player.step_on();
  EXPECT_EQ(player.step(), 1);
  EXPECT_EQ(player.cursor(), trace.cursor_on(row_of(1)));
  EXPECT_TRUE(player.animating());
  EXPECT_FALSE(player.playing());
  EXPECT_EQ(player.progress(), 0);
  Time last;
  double last_place = player.place();
  for (int ticks = 0; player.animating(); ++ticks) {
    ASSERT_LT(ticks, 110);
    EXPECT_TRUE(player.tick(0.01));
    EXPECT_GE(player.cursor().time, last);
    EXPECT_GE(player.place(), last_place);
    EXPECT_EQ(player.step(), 1);
    last = player.cursor().time, last_place = player.place();
  }
  EXPECT_EQ(player.cursor(), story.rest(1));
  EXPECT_EQ(player.place(), story.step(row_of(1)).end);
  EXPECT_FALSE(player.tick(1));
}

TEST_F(PlayerTest, a_second_step_on_while_the_first_is_played_goes_to_the_next) {
  player.step_on();
  player.tick(0.1);
  player.step_on();
  EXPECT_EQ(player.step(), 2);
  player.step_on();
  EXPECT_EQ(player.step(), 3);
  finish();
  EXPECT_EQ(player.cursor(), story.rest(3));
}

TEST_F(PlayerTest, moves_in_and_out_slowly) {
  player.go_to_step(2);
  player.step_on();
  player.tick(0.1);
  const double slow = player.progress();
  player.tick(0.3);
  player.tick(0.1);
  EXPECT_NEAR(player.progress(), 0.5, 1e-9); // half of a second: a copy is widest
  EXPECT_LT(slow, 0.1 / 1.0);
  EXPECT_EQ(player.cursor().time.ps(),
            trace[row_of(3)].begin.ps() +
                (trace[row_of(3)].end.ps() - trace[row_of(3)].begin.ps()) / 2);
}

TEST_F(PlayerTest, a_step_that_takes_no_time_moves_on_the_scale_all_the_same) {
  player.go_to_step(3);
  player.step_on(); // the disk's interrupt, 0 s
  ASSERT_EQ(trace[player.step_row()].kind, Kind::interrupt);
  const Cursor cursor = player.cursor();
  const double begin = player.place();
  player.tick(0.3);
  EXPECT_EQ(player.cursor(), cursor);
  EXPECT_GT(player.place(), begin);
  finish();
  EXPECT_EQ(player.cursor(), cursor);
}

TEST_F(PlayerTest, one_back_after_one_on_is_the_same_place_from_every_step) {
  for (std::int64_t number = 0; number < player.steps(); ++number) {
    player.go_to_step(number);
    const Cursor before = player.cursor();
    player.step_on();
    finish();
    const Cursor after = player.cursor();
    EXPECT_EQ(player.step(), number + 1);
    player.step_back();
    EXPECT_EQ(player.cursor(), before);
    EXPECT_FALSE(player.animating());
    player.step_on();
    finish();
    EXPECT_EQ(player.cursor(), after);
  }
  player.step_on();
  EXPECT_EQ(player.cursor(), story.rest(11));
  EXPECT_FALSE(player.animating());
}

TEST_F(PlayerTest, steps_back_from_the_middle_of_a_step_to_the_rest_before_it) {
  player.go_to_step(4);
  player.step_on();
  player.tick(0.2);
  player.step_back();
  EXPECT_EQ(player.cursor(), story.rest(4));
  player.home();
  player.step_back();
  EXPECT_EQ(player.cursor(), Cursor{});
}

TEST_F(PlayerTest, goes_from_call_to_call) {
  player.call_on();
  EXPECT_EQ(player.cursor(), story.rest(1));
  player.call_on();
  EXPECT_EQ(player.cursor(), story.rest(7));
  player.call_on();
  EXPECT_EQ(player.cursor(), whole());
  player.call_back();
  EXPECT_EQ(player.cursor(), story.rest(7));
  player.call_back();
  EXPECT_EQ(player.cursor(), story.rest(1));
  player.call_back();
  EXPECT_EQ(player.cursor(), Cursor{});
  player.go_to_step(5);
  player.call_back(); // to the begin of this call
  EXPECT_EQ(player.cursor(), story.rest(1));
}

TEST_F(PlayerTest, goes_to_the_ends) {
  player.end();
  EXPECT_EQ(player.cursor(), whole());
  EXPECT_TRUE(player.at_end());
  player.home();
  EXPECT_EQ(player.cursor(), Cursor{});
  player.go_to_step(1000);
  EXPECT_EQ(player.step(), 11);
  player.go_to_step(-5);
  EXPECT_EQ(player.step(), 0);
}

TEST_F(PlayerTest, seeks_a_time_or_a_place_within_the_run) {
  const Time half = Time::from_ps(trace.end().ps() / 2);
  player.seek(half);
  EXPECT_EQ(player.cursor(), trace.cursor_at(half));
  player.seek(trace.end() + half);
  EXPECT_EQ(player.cursor(), trace.cursor_at(trace.end()));
  player.seek(Time::from_ps(-5));
  EXPECT_EQ(player.cursor(), trace.cursor_at(Time()));
  player.seek_story(story.length() / 2);
  EXPECT_EQ(player.cursor(), story.cursor_at(story.length() / 2));
  player.seek_story(story.length() / 3, true);
  EXPECT_TRUE(player.recall()); // the movement began where the first of it did
  EXPECT_EQ(player.cursor(), trace.cursor_at(Time()));
}

TEST_F(PlayerTest, goes_to_the_step_of_a_row_and_selects_it) {
  player.go_to_row(row_of(5));
  EXPECT_EQ(player.cursor(), story.rest(5));
  EXPECT_EQ(player.selection(), row_of(5));
  const SpanId write = trace.previous(trace.size(), trace::set_of(Kind::syscall));
  player.go_to_row(write);
  EXPECT_EQ(player.selection(), write);
  EXPECT_EQ(player.cursor(), story.rest(7));
  player.go_to_row(trace.size());
  EXPECT_EQ(player.cursor(), story.rest(7));
  player.select(no_span);
  EXPECT_EQ(player.selection(), no_span);
}

TEST_F(PlayerTest, goes_along_causes_and_effects) {
  player.go_to_step(11);                                 // the NIC's interrupt
  for (const std::int64_t cause : {10, 8, 5, 3, 2, 1}) { // DMA, CPU, CPU, DMA, disk, entry
    EXPECT_TRUE(player.to_cause());
    EXPECT_EQ(player.step(), cause);
    EXPECT_EQ(player.selection(), row_of(cause));
  }
  EXPECT_FALSE(player.to_cause());
  for (const std::int64_t effect : {2, 3, 4, 5, 8, 10, 11}) {
    EXPECT_TRUE(player.to_effect());
    EXPECT_EQ(player.step(), effect);
  }
  EXPECT_FALSE(player.to_effect());
  EXPECT_EQ(cause_of(trace, row_of(6)), row_of(1));
  EXPECT_EQ(cause_of(trace, row_of(7)), row_of(6));
  EXPECT_EQ(effect_of(trace, row_of(6)), row_of(7));
  EXPECT_EQ(effect_of(trace, row_of(7)), row_of(8));
  player.home();
  EXPECT_FALSE(player.to_cause());
  EXPECT_FALSE(player.to_effect());
}

TEST_F(PlayerTest, recalls_the_places_before_jumps_and_goes_there_again) {
  EXPECT_FALSE(player.recall());
  player.go_to_step(3);
  player.go_to_row(row_of(9));
  player.seek(Time());
  player.seek(Time::from_ps(1), true); // dragged on
  const Cursor last = player.cursor();
  EXPECT_TRUE(player.recall());
  EXPECT_EQ(player.step(), 9);
  EXPECT_EQ(player.selection(), row_of(9));
  EXPECT_TRUE(player.recall());
  EXPECT_EQ(player.step(), 3);
  EXPECT_EQ(player.selection(), no_span);
  EXPECT_TRUE(player.recall_again());
  EXPECT_TRUE(player.recall_again());
  EXPECT_EQ(player.cursor(), last);
  EXPECT_FALSE(player.recall_again());
  player.recall();
  player.home(); // what would have come again is gone
  EXPECT_FALSE(player.recall_again());
}

TEST_F(PlayerTest, remembers_a_hundred_places) {
  for (int i = 0; i < 500; ++i)
    player.go_to_step(1 + i % 11);
  int places = 0;
  while (player.recall())
    ++places;
  EXPECT_EQ(places, 100);
}

TEST_F(PlayerTest, measures_between_two_marks) {
  EXPECT_FALSE(player.measured());
  player.mark(Time::from_ps(70));
  EXPECT_FALSE(player.measured());
  player.mark(Time::from_ps(20));
  EXPECT_EQ(player.measured(), Time::from_ps(50));
  player.mark(Time::from_ps(5));
  EXPECT_EQ(player.marks(), std::vector{Time::from_ps(5)});
  player.clear_marks();
  EXPECT_TRUE(player.marks().empty());
}

TEST_F(PlayerTest, follows_a_byte_until_told_otherwise) {
  player.follow(Player::Byte{0, Bytes(4096)});
  EXPECT_EQ(player.followed(), (Player::Byte{0, Bytes(4096)}));
  player.follow(std::nullopt);
  EXPECT_FALSE(player.followed());
}

TEST_F(PlayerTest, another_run_begins_at_its_start_but_a_new_run_of_the_case_stays_on_the_step) {
  const Trace other = test::trace_of(test::shipped("four-ways"), 3);
  const Story other_story(other);
  player.go_to_step(5);
  player.follow(Player::Byte{0, Bytes(1)});
  player.replace(&other, &other_story);
  EXPECT_EQ(player.step(), 5);
  EXPECT_EQ(player.cursor(), other_story.rest(5));
  EXPECT_TRUE(player.followed());
  player.end();
  player.replace(&trace, &story);
  EXPECT_EQ(player.cursor(), whole());
  player.open(&other, &other_story);
  EXPECT_EQ(player.cursor(), Cursor{});
  EXPECT_FALSE(player.followed());
}

TEST_F(PlayerTest, with_nothing_open_takes_the_run_that_replaces_nothing) {
  Player other;
  other.replace(&trace, &story);
  EXPECT_EQ(other.cursor(), Cursor{});
  EXPECT_EQ(other.steps(), 11);
}

TEST(PlayerWithNothingOpen, does_nothing) {
  Player player;
  player.step_on();
  player.step_back();
  player.call_on();
  player.call_back();
  player.home();
  player.end();
  player.go_to_step(3);
  player.go_to_row(0);
  player.seek(Time::from_ps(1));
  player.seek_story(1);
  player.set_stops({1});
  player.toggle_play();
  player.play_to_stop();
  EXPECT_FALSE(player.to_cause());
  EXPECT_FALSE(player.to_effect());
  EXPECT_FALSE(player.recall());
  EXPECT_FALSE(player.tick(1));
  EXPECT_EQ(player.cursor(), Cursor{});
  EXPECT_EQ(player.step(), 0);
  EXPECT_EQ(player.steps(), 0);
  EXPECT_EQ(player.place(), 0);
  EXPECT_FALSE(player.at_end());
  EXPECT_FALSE(player.is_open());
}

} // namespace
} // namespace copyscope::gui
