// Checking a scenario: its cases run once each, and nothing is done for each two of them.
#include "program/catalog.h"
#include "program/checking.h"
#include "program/loading.h"

#include <gtest/gtest.h>

#include <string>

namespace copyscope::program {
namespace {

scenario::Scenario shipped(const std::string& id) {
  const ScenarioFile file = find_scenario(id);
  return scenario::load(file.text, file.name, vocabulary(), find_preset, {});
}

// Something done for each two of them would be noticed: minutes instead of a second.
TEST(Checking, a_scenario_of_ten_thousand_cases_is_checked_case_by_case) {
  scenario::Scenario scenario = shipped("four-ways");
  scenario::Case one = scenario.cases.front();
  const std::size_t expected = one.expect.size();
  ASSERT_GT(expected, 0u);
  scenario.narrations.clear();
  scenario.questions.clear();
  scenario.cases.clear();
  constexpr std::size_t many = 10'000;
  for (std::size_t i = 0; i < many; ++i) {
    one.id = "case-" + std::to_string(i);
    scenario.cases.push_back(one);
  }
  const ScenarioCheck check = check_scenario(scenario, false);
  EXPECT_EQ(check.cases, many);
  EXPECT_EQ(check.verdicts.size(), many * expected);
  EXPECT_EQ(check.failures(), std::vector<std::string>());
  EXPECT_EQ(check.verdicts.back().case_id, one.id);
}

} // namespace
} // namespace copyscope::program
