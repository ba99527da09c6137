// Several runs on one clock.
#include "gui/player/race.h"

#include "figure/pages/race.h"
#include "tests/figure/shipped.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

class RaceTest : public testing::Test {
protected:
  RaceTest() {
    for (std::size_t i = 0; i < 4; ++i)
      runs.push_back(std::make_shared<trace::Trace>(test::trace_of(test::shipped("four-ways"), i)));
    race.set_runs(runs, runs[2]);
  }
  void play() {
    race.toggle_play();
    for (int i = 0; i < 10'000 && race.playing(); ++i)
      race.tick(0.01, 100);
    EXPECT_FALSE(race.playing());
  }

  std::vector<Race::Run> runs;
  Race race;
};

TEST_F(RaceTest, lasts_as_long_as_its_longest_run) {
  EXPECT_EQ(race.end(), runs[0]->end());
  EXPECT_EQ(race.clock(), Time());
  race.finish();
  EXPECT_TRUE(race.at_end());
  race.seek(race.end() + race.end());
  EXPECT_EQ(race.clock(), race.end());
}

TEST_F(RaceTest, has_the_story_of_each_run_made_once_as_long_as_it_takes_part) {
  std::vector<const figure::Story*> stories;
  for (const Race::Run& run : runs) {
    stories.push_back(race.story_of(*run));
    ASSERT_TRUE(stories.back());
    EXPECT_EQ(&stories.back()->trace(), run.get());
  }
  race.step_on();
  race.set_runs({runs[3], runs[1]}, runs[2]);
  EXPECT_EQ(race.story_of(*runs[1]), stories[1]);
  EXPECT_EQ(race.story_of(*runs[3]), stories[3]);
  EXPECT_EQ(race.story_of(*runs[0]), nullptr);
}

TEST_F(RaceTest, steps_to_every_begin_of_a_step_and_every_end_and_back_again) {
  std::vector<Time> moments{race.clock()};
  while (!race.at_end()) {
    race.step_on();
    ASSERT_GT(race.clock(), moments.back());
    moments.push_back(race.clock());
  }
  for (const Race::Run& run : runs) {
    for (trace::SpanId row = 0; row < run->size(); ++row)
      if (trace::is_step((*run)[row].kind)) {
        EXPECT_TRUE(std::ranges::binary_search(moments, (*run)[row].begin)) << row;
      }
    EXPECT_TRUE(std::ranges::binary_search(moments, run->end()));
  }
  for (; moments.size() > 1; moments.pop_back()) {
    ASSERT_EQ(race.clock(), moments.back());
    race.step_back();
  }
  EXPECT_EQ(race.clock(), Time());
  race.step_back();
  EXPECT_EQ(race.clock(), Time());
}

TEST_F(RaceTest, pauses_whenever_a_run_is_over) {
  std::vector<Time> ends;
  for (const Race::Run& run : runs)
    ends.push_back(run->end());
  std::ranges::sort(ends);
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  for (const Time end : ends) {
    play();
    EXPECT_EQ(race.clock(), end);
  }
}

TEST_F(RaceTest, pauses_at_each_step_or_nowhere_if_it_is_told_to) {
  race.set_stop(Race::Stop::step);
  race.step_on();
  const Time first = race.clock();
  race.step_on();
  const Time second = race.clock();
  race.seek(first);
  play();
  EXPECT_EQ(race.clock(), second);
  race.set_stop(Race::Stop::never);
  play();
  EXPECT_TRUE(race.at_end());
  race.toggle_play(); // from the start again
  EXPECT_EQ(race.clock(), Time());
}

TEST_F(RaceTest, takes_twelve_seconds_at_normal_speed) {
  race.set_stop(Race::Stop::never);
  race.toggle_play();
  race.tick(Race::seconds_of_run / 4.0, 200);
  EXPECT_NEAR(static_cast<double>(race.clock().ps()), static_cast<double>(race.end().ps()) / 2, 2);
}

TEST_F(RaceTest, keeps_its_clock_when_another_run_is_on_the_stage) {
  race.seek(Time::from_ps(50'000'000));
  race.set_runs(runs, runs[0]);
  EXPECT_EQ(race.clock(), Time::from_ps(50'000'000));
  race.set_runs({runs[3]}, runs[3]);
  EXPECT_LE(race.clock(), runs[3]->end());
}

TEST_F(RaceTest, aligned_goes_from_copy_to_copy_of_the_run_on_the_stage) {
  race.set_runs(runs, runs[0]);
  race.set_aligned(true);
  std::vector<Race::Alignment> passed{race.alignment()};
  for (int i = 0; i < 10; ++i) {
    race.step_on();
    if (!(race.alignment() == passed.back())) passed.push_back(race.alignment());
  }
  using trace::Buffer;
  ASSERT_EQ(passed.size(), 4U);
  EXPECT_EQ(passed[0].into, Buffer::page_cache);
  EXPECT_EQ(passed[1].into, Buffer::user_buffer);
  EXPECT_EQ(passed[2].into, Buffer::socket_buffer);
  EXPECT_EQ(passed[3].into, Buffer::nic);
  race.step_back();
  EXPECT_EQ(race.alignment(), passed[2]);
  race.home();
  race.toggle_play();
  for (int i = 0; i < 1000 && race.playing(); ++i)
    race.tick(0.05, 100);
  EXPECT_EQ(race.alignment(), passed[3]);
}

TEST(RaceOfNobody, goes_nowhere) {
  Race race;
  race.toggle_play();
  race.step_on();
  race.step_back();
  EXPECT_FALSE(race.tick(1, 100));
  EXPECT_EQ(race.clock(), Time());
  EXPECT_EQ(race.alignment(), Race::Alignment{});
}

} // namespace
} // namespace copyscope::gui
