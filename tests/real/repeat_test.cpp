// How often a case is sent where nobody says how often: until its median is known, or the time is
// up.
#include "real/probes/computer.h"
#include "real/probes/turns.h"
#include "real/system.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>

namespace copyscope::real {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Options as_often_as_it_takes(std::chrono::milliseconds time, double within = 0.03) {
  Options options;
  options.path = Path::loopback;
  options.time = time;
  options.within = within;
  return options;
}

std::vector<scenario::Case> two_ways(std::int64_t size) {
  return {case_of("read-write", size, 16384), case_of("sendfile", size, 16384)};
}

TEST(Repeated, run_ends_when_every_median_is_known_as_well_as_was_asked_for) {
  // So wide that any seven rounds are enough, of whatever machine.
  const Report report = run_all(scenario_of(two_ways(65536)), as_often_as_it_takes(60s, 1000));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_GE(each.duration.rounds, 7);
    EXPECT_EQ(each.note, "");
    EXPECT_TRUE(each.duration.low && each.duration.high);
    EXPECT_LE(*each.duration.low, each.duration.median);
    EXPECT_GE(*each.duration.high, each.duration.median);
    EXPECT_EQ(each.facts.count("sends.made"), static_cast<std::int64_t>(each.rounds.size()));
    EXPECT_EQ(each.facts.count("sends.counted"), each.duration.rounds);
  }
  EXPECT_EQ(report.cases[0].rounds.back().turn, report.cases[1].rounds.back().turn);
}

TEST(Repeated, run_ends_when_its_time_is_up_and_no_precision_is_enough) {
  const std::int64_t begin = now_ns();
  const Report report = run_all(scenario_of(two_ways(65536)), as_often_as_it_takes(200ms, 0));
  EXPECT_LT(now_ns() - begin, 20'000'000'000); // not the bounds' 900 s
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_GE(each.duration.rounds, 1);
  }
}

TEST(Repeated, case_gets_one_round_that_counts_though_there_is_no_time) {
  const Report report = run_all(scenario_of(two_ways(65536)), as_often_as_it_takes(0ms, 0));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.duration.rounds, 1);
    EXPECT_EQ(each.rounds.front().state, Round::State::warm_up);
    EXPECT_THAT(each.note, HasSubstr("in the time that was given 1 of its sends counted"));
  }
}

TEST(Repeated, round_in_which_another_program_had_the_cpu_does_not_count) {
  if (turns_now().waited_ns < 0) GTEST_SKIP() << "this kernel has no /proc/self/schedstat";
  const int cpu = cpu_to_pin();
  if (cpu < 0) GTEST_SKIP() << "no CPU to pin to";
  const ChildProcess other([cpu] {
    pin_to(cpu);
    for (;;)
      cpu_time_ns();
  });
  // Rounds that last for longer than the scheduler lets one program run.
  const Report report = run_all(scenario_of({case_of("read-write", 32 << 20, 65536)}),
                                as_often_as_it_takes(1500ms, 0));
  const CaseReport& only = report.cases[0];
  ASSERT_EQ(trouble_of(only), "");
  // Where the CPU was never free, what shared it counts after all, and the report warns.
  const bool all_shared = only.facts.count("sends.cpu_shared") == 0;
  if (all_shared) {
    ASSERT_EQ(report.warnings.size(), 1U);
    EXPECT_THAT(report.warnings[0], HasSubstr("the CPU was shared"));
    return;
  }
  for (const Round& each : only.rounds)
    if (each.state == Round::State::rejected) {
      EXPECT_THAT(each.reason, HasSubstr("another program had the CPU for"));
    }
}

TEST(Repeated, rounds_of_a_number_are_exactly_so_many_whatever_else_runs) {
  const int cpu = cpu_to_pin();
  if (cpu < 0) GTEST_SKIP() << "no CPU to pin to";
  const ChildProcess other([cpu] {
    pin_to(cpu);
    for (;;)
      cpu_time_ns();
  });
  const Report report =
      run_all(scenario_of({case_of("read-write", 1 << 20, 65536)}), options_of(4));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  EXPECT_EQ(report.cases[0].rounds.size(), 5U); // and a warm-up
  EXPECT_EQ(report.cases[0].duration.rounds, 4);
}

TEST(Mapping, is_told_apart_by_what_making_it_and_taking_it_away_have_cost) {
  const Report report = run_all(
      scenario_of({case_of("mmap-write", 1 << 20, 65536), case_of("sendfile", 1 << 20, 65536)}),
      options_of(2));
  const auto& mapped = report.cases[0].facts;
  ASSERT_TRUE(mapped.count("mmap_ps") && mapped.count("munmap_ps"));
  EXPECT_GT(*mapped.count("mmap_ps"), 0);
  EXPECT_LT(*mapped.count("mmap_ps"), *report.cases[0].result.duration_ps);
  EXPECT_FALSE(report.cases[1].facts.count("mmap_ps"));
  EXPECT_EQ(report.cases[1].facts.count("workload.chunk"), 65536);
}

} // namespace
} // namespace copyscope::real
