// A saved scenario keeps its promises, whatever was changed in it: its expectations hold, its
// narrations and questions are about what happens, the answers are among the choices.
#include "gui/session/session.h"
#include "sim/analysis/expectations.h"
#include "sim/analysis/questions.h"
#include "sim/scenario/save.h"
#include "tests/gui/services_for_tests.h"

#include <gtest/gtest.h>

namespace copyscope::gui {
namespace {

using Settings = std::vector<scenario::Setting>;

const std::vector<Settings>& changes() {
  static const std::vector<Settings> all{
      {{"workload.chunk", "16 KiB"}},
      {{"workload.chunk", "100 B"}, {"workload.file_size", "3000 B"}},
      {{"workload.file_size", "0 B"}},
      {{"workload.page_cache", "warm"}},
      {{"workload.page_cache", "0.5"}, {"workload.file_size", "1 MiB"}},
      {{"machine.nic.scatter_gather", "true"}},
      {{"machine.nic.scatter_gather", "false"}},
      {{"machine.cpu.mode_switch", "10 us"}, {"machine.dma.bandwidth", "100 MB/s"}},
  };
  return all;
}

class SavedScenario : public ::testing::TestWithParam<std::string> {};

/// What `copyscope check` looks at.
void expect_it_keeps_its_promises(const Session& saved, const std::string& what) {
  const scenario::Scenario& scenario = saved.scenario();
  const std::vector<analysis::Result> results = saved.results();
  for (std::size_t i = 0; i < saved.case_count(); ++i)
    for (const analysis::Verdict& each :
         analysis::check(scenario.cases[i], *saved.slot(i).current_result()))
      EXPECT_TRUE(each.holds) << what << ": " << each.case_id << ": " << each.expected.figure
                              << " = " << each.actual;
  const auto happens = [&](const std::string& id, const scenario::Moment& moment) {
    std::size_t which = 0;
    while (scenario.cases[which].id != id)
      ++which;
    return moment.when != scenario::Moment::When::event ||
           analysis::find(*saved.slot(which).trace(), moment) != trace::no_span;
  };
  for (const scenario::Narration& each : scenario.narrations)
    EXPECT_TRUE(happens(each.of_case, each.at)) << what << ": " << each.text.en;
  for (const scenario::Question& each : scenario.questions) {
    EXPECT_TRUE(happens(each.of_case, each.at)) << what << ": " << each.ask.en;
    if (each.point)
      EXPECT_TRUE(happens(each.of_case, *each.point)) << what << ": " << each.ask.en;
    else
      EXPECT_TRUE(analysis::right_choice(each, results)) << what << ": " << each.ask.en;
  }
}

TEST_P(SavedScenario, keeps_its_promises_after_any_change) {
  TestFiles files;
  for (std::size_t i = 0; i < changes().size(); ++i) {
    Session session(test_services(files), test_stamper(files));
    ASSERT_TRUE(session.open(GetParam()));
    finish(session);
    if (!session.apply(changes()[i])) continue; // this scenario refuses it
    finish(session);
    const analysis::Restated restated = session.restated();
    files.write("saved.toml", scenario::to_toml(restated.scenario));
    Session saved(test_services(files), test_stamper(files));
    ASSERT_TRUE(saved.open("saved.toml"))
        << (saved.complaints().empty() ? "" : saved.complaints().front().message);
    finish(saved);
    expect_it_keeps_its_promises(saved, GetParam() + ", change " + std::to_string(i));
  }
}

TEST_P(SavedScenario, is_as_it_was_where_nothing_was_changed) {
  TestFiles files;
  Session session(test_services(files), test_stamper(files));
  ASSERT_TRUE(session.open(GetParam()));
  finish(session);
  const analysis::Restated restated = session.restated();
  EXPECT_EQ(restated.scenario, session.scenario());
  EXPECT_EQ(restated.expectations + restated.left_out, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, SavedScenario,
                         ::testing::Values("four-ways", "before-dma", "many-small-chunks",
                                           "true-zero-copy", "warm-cache"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(SavedScenarioOf, other_times_leave_the_questions_about_counts) {
  TestFiles files;
  Session session(test_services(files), test_stamper(files));
  ASSERT_TRUE(session.open("four-ways"));
  finish(session);
  ASSERT_TRUE(session.apply({{"machine.cpu.mode_switch", "10 us"}}));
  finish(session);
  EXPECT_EQ(session.restated().scenario.questions, session.scenario().questions);
  EXPECT_EQ(session.restated().scenario.narrations, session.scenario().narrations);
}

TEST(SavedScenarioOf, a_question_whose_answer_has_changed_is_left_out) {
  TestFiles files;
  Session session(test_services(files), test_stamper(files));
  ASSERT_TRUE(session.open("four-ways"));
  finish(session);
  ASSERT_TRUE(session.apply({{"workload.chunk", "1 KiB"}}));
  finish(session);
  EXPECT_LT(session.restated().scenario.questions.size(), session.scenario().questions.size());
  EXPECT_GT(session.restated().left_out, 0);
}

TEST(LongRun, of_4_GiB_by_512_B_is_counted_and_keeps_no_rows) {
  TestFiles files;
  Session session(test_services(files), test_stamper(files));
  ASSERT_TRUE(session.open("four-ways"));
  finish(session);
  ASSERT_TRUE(session.apply({{"workload.file_size", "4 GiB"}, {"workload.chunk", "512 B"}}));
  finish(session);
  ASSERT_TRUE(session.all_current());
  for (std::size_t i = 0; i < session.case_count(); ++i) {
    EXPECT_TRUE(session.slot(i).is_counted());
    EXPECT_EQ(session.slot(i).rows(), 0);
    EXPECT_EQ(session.slot(i).current_result()->bytes, std::int64_t{4} << 30);
  }
  EXPECT_EQ(session.slot(0).current_result()->mode_switches, 4 * (std::int64_t{1} << 23));
}

} // namespace
} // namespace copyscope::gui
