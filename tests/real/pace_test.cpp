// Whether the CPU keeps its pace: which measurements are compared, and what comes of the passes of
// a setting. What the pace is, is the machine's matter.
#include "real/probes/calm_cpu.h"
#include "real/sink/passes.h"

#include <gtest/gtest.h>
#include <sched.h>

namespace copyscope::real {
namespace {

using Paces = std::vector<std::vector<std::int64_t>>;

std::vector<std::int64_t> times(int count, std::int64_t pace) {
  return std::vector<std::int64_t>(static_cast<std::size_t>(count), pace);
}

std::vector<std::int64_t> both(std::vector<std::int64_t> a, const std::vector<std::int64_t>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST(PaceWindow, of_one_pace_holds_all) {
  const PaceWindow window = pace_window(Paces{times(20, 800), both(times(7, 800), times(5, 850))});
  EXPECT_TRUE(window.holds(800));
  EXPECT_TRUE(window.holds(850));
}

TEST(PaceWindow, of_two_paces_is_the_faster_where_all_have_enough_of_it) {
  const auto each = both(times(12, 800), times(40, 1200));
  const PaceWindow window = pace_window(Paces{each, each});
  EXPECT_TRUE(window.holds(800));
  EXPECT_FALSE(window.holds(1200));
}

TEST(PaceWindow, is_the_slower_where_one_has_too_few_of_the_faster) {
  const PaceWindow window = pace_window(
      Paces{both(times(30, 800), times(30, 1200)), both(times(3, 800), times(30, 1200))});
  EXPECT_FALSE(window.holds(800));
  EXPECT_TRUE(window.holds(1200));
}

TEST(PaceWindow, of_few_measurements_wants_all_of_them) {
  EXPECT_TRUE(pace_window(Paces{times(3, 800)}).holds(800));
}

TEST(PaceWindow, where_none_has_enough_is_that_in_which_the_poorest_has_most) {
  std::vector<std::int64_t> scattered;
  for (std::int64_t pace = 1000; pace < 12'000; pace += 500)
    scattered.push_back(pace);
  const PaceWindow window = pace_window(Paces{both(scattered, times(4, 5000))});
  EXPECT_TRUE(window.holds(5000));
}

TEST(PaceWindow, of_nothing_holds_nothing) {
  EXPECT_EQ(pace_window({}), PaceWindow());
  EXPECT_FALSE(pace_window(Paces{{}, {}}).holds(800));
}

CountedPass pass(std::int64_t ps, std::int64_t pace) {
  CountedPass made{.ps = ps, .pace_ps = pace};
  made.completions.asked = made.completions.told = 546;
  return made;
}

SettingPasses passes_at_two_paces(int fast) {
  SettingPasses passes;
  for (int i = 0; i < fast; ++i)
    passes.alone.push_back(pass(1'000'000 + i, 800));
  for (int i = 0; i < 30; ++i)
    passes.alone.push_back(pass(1'700'000 + i, 1200));
  return passes;
}

TEST(SinkPasses, at_another_pace_are_in_no_figure) {
  const SettingPasses passes = passes_at_two_paces(13);
  const PaceWindow window = window_of({passes});
  const SinkFigure figure = figure_of(passes, {.method = "msg-zerocopy"}, window);
  EXPECT_EQ(figure.ps_per_send, 1'000'006);
  EXPECT_EQ(figure.passes, 13);
  EXPECT_EQ(figure.sends, 13 * 546);
  EXPECT_EQ(figure.verdict.sends(), figure.sends);
  EXPECT_DOUBLE_EQ(share_that_counts({passes}, window), 13.0 / 43);
}

TEST(SinkPasses, count_all_where_too_few_are_at_the_pace) {
  const SettingPasses passes = passes_at_two_paces(5);
  const SinkFigure figure = figure_of(passes, {.method = "msg-zerocopy"}, {790, 810});
  EXPECT_EQ(figure.passes, 35);
  EXPECT_GT(figure.ps_per_send, 1'700'000);
}

TEST(SinkPasses, of_none_there_is_no_figure) {
  const SinkFigure figure = figure_of({}, {.method = "sendfile"}, {});
  EXPECT_EQ(figure.passes, 0);
  EXPECT_EQ(share_that_counts({}, {}), 1);
}

TEST(CalmCpu, is_one_of_those_that_the_process_may_use) {
  cpu_set_t before;
  ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
  {
    CalmCpu calm;
    EXPECT_GT(calm.pace_ps(), 0);
    for (int i = 0; i < 3; ++i) {
      EXPECT_GT(calm.settle(), 0);
      if (!calm.is_pinned()) continue;
      cpu_set_t now;
      ASSERT_EQ(sched_getaffinity(0, sizeof now, &now), 0);
      EXPECT_EQ(CPU_COUNT(&now), 1);
      EXPECT_TRUE(CPU_ISSET(sched_getcpu(), &before));
    }
  }
  sched_setaffinity(0, sizeof before, &before);
}

} // namespace
} // namespace copyscope::real
