// Whether the machine shows the model's order; and that like is compared with like.
#include "sim/analysis/order.h"

#include <gmock/gmock.h>

namespace copyscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Twelve rounds around that duration; the i-th of every case strays alike.
CaseReport measured_case(const std::string& id, std::int64_t duration, std::int64_t chunk = 4096) {
  CaseReport made;
  made.result.id = id;
  made.result.source = trace::Source::real;
  made.result.bytes = 65536;
  made.facts.add(std::string(work_path::chunk), chunk);
  made.facts.add(std::string(work_path::resident), 65536);
  for (std::int64_t i = 0; i < 12; ++i) {
    Round round;
    round.turn = i;
    round.result.duration_ps = duration + (i * 7) % 5;
    round.result.time_ps = duration;
    made.rounds.push_back(std::move(round));
  }
  return made;
}

CaseReport modelled_case(const std::string& id, std::int64_t duration) {
  CaseReport made;
  made.result.id = id;
  made.result.duration_ps = duration;
  made.result.time_ps = duration;
  return made;
}

Report report_with(std::vector<CaseReport> cases) {
  Report report;
  report.cases = std::move(cases);
  conclude(report);
  return report;
}

TEST(Order, holds_where_each_way_takes_less_than_the_one_before) {
  const Report model =
      report_with({modelled_case("b", 20), modelled_case("a", 30), modelled_case("c", 10)});
  const Report machine =
      report_with({measured_case("b", 2000), measured_case("a", 3000), measured_case("c", 1000)});
  const auto found = orders(model, machine, &Result::duration_ps);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].ids, ElementsAre("a", "b", "c"));
  EXPECT_TRUE(found[0].holds() && found[0].is_known());
}

TEST(Order, does_not_hold_where_two_tie_or_one_takes_more) {
  const Report model =
      report_with({modelled_case("a", 30), modelled_case("b", 20), modelled_case("c", 10)});
  const Report machine =
      report_with({measured_case("a", 2000), measured_case("b", 2000), measured_case("c", 3000)});
  const auto found = orders(model, machine, &Result::duration_ps);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found[0].holds());
  ASSERT_EQ(found[0].neighbours.size(), 2U);
  EXPECT_EQ(found[0].neighbours[0].is, Neighbours::Is::tie);
  EXPECT_EQ(found[0].neighbours[1].is, Neighbours::Is::more);
}

TEST(Order, says_nothing_of_ways_that_the_model_has_equal) {
  const Report model = report_with({modelled_case("a", 20), modelled_case("b", 20)});
  const Report machine = report_with({measured_case("a", 1000), measured_case("b", 2000)});
  EXPECT_THAT(orders(model, machine, &Result::duration_ps), IsEmpty());
}

TEST(Order, is_not_known_in_too_few_rounds) {
  const Report model = report_with({modelled_case("a", 30), modelled_case("b", 20)});
  Report machine = report_with({measured_case("a", 3000), measured_case("b", 2000)});
  for (CaseReport& each : machine.cases)
    each.rounds.resize(3);
  EXPECT_FALSE(orders(model, machine, &Result::duration_ps)[0].is_known());
}

TEST(Order, is_made_for_each_work_by_itself) {
  const Report model = report_with({modelled_case("a", 30), modelled_case("b", 20),
                                    modelled_case("large-a", 3), modelled_case("large-b", 2)});
  const Report machine =
      report_with({measured_case("a", 3000), measured_case("b", 2000),
                   measured_case("large-a", 300, 65536), measured_case("large-b", 200, 65536)});
  const auto found = orders(model, machine, &Result::duration_ps);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_THAT(found[0].ids, ElementsAre("a", "b"));
  EXPECT_THAT(found[1].ids, ElementsAre("large-a", "large-b"));
}

TEST(Order, on_the_sink_is_by_intervals_that_lie_apart_and_of_what_was_timed_there) {
  const Report model = report_with({modelled_case("a", 40), modelled_case("b", 30),
                                    modelled_case("c", 20), modelled_case("d", 10)});
  Report machine = report_with(
      {measured_case("a", 1), measured_case("b", 1), measured_case("c", 1), measured_case("d", 1)});
  const auto timed = [&](std::size_t i, std::int64_t low, std::int64_t high) {
    machine.cases[i].sink = SinkTiming{.cpu_ps = (low + high) / 2, .low_ps = low, .high_ps = high};
  };
  timed(0, 90, 110);
  timed(1, 60, 80);
  timed(3, 75, 85); // beside b: as good as equal
  const auto found = orders_on_sink(model, machine);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].ids, ElementsAre("a", "b", "d"));
  EXPECT_EQ(found[0].neighbours[0].is, Neighbours::Is::less);
  EXPECT_EQ(found[0].neighbours[1].is, Neighbours::Is::tie);
}

TEST(Ratio, is_to_the_first_case_of_the_same_work_else_to_the_first) {
  const Report machine =
      report_with({measured_case("a", 3000), measured_case("b", 1500),
                   measured_case("large-a", 1000, 65536), measured_case("large-b", 500, 65536)});
  EXPECT_FALSE(machine.cases[0].ratio);
  EXPECT_NEAR(machine.cases[1].ratio->ratio, 2, 0.01);
  EXPECT_NEAR(machine.cases[2].ratio->ratio, 3, 0.02); // the first of its work: to the first of all
  EXPECT_NEAR(machine.cases[3].ratio->ratio, 2, 0.02);
  EXPECT_EQ(machine.reference_for(machine.cases[3])->id(), "large-a");
}

} // namespace
} // namespace copyscope::analysis
