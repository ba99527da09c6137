// A failing case is shown as simple as it can be.
#include "tests/simulate/linux_case.h"
#include "tests/simulate/shrink.h"

namespace copyscope {
namespace {

TEST(Shrinking, leaves_what_makes_the_check_fail) {
  RandomLinuxCases random(3);
  const Check check = [](const scenario::Scenario& scenario) {
    const scenario::Case& which = scenario.cases[0];
    EXPECT_FALSE(which.machine.mechanism.readahead && which.workload.clients > 2 &&
                 which.workload.file_size > Bytes(1000));
  };
  scenario::Scenario failing = random.next();
  while (!fails(failing, check))
    failing = random.next();

  const scenario::Case simple = shrunk(failing, check).cases[0];
  EXPECT_EQ(simple.workload.clients, 3);
  EXPECT_EQ(simple.workload.file_size, Bytes(1001));
  scenario::Machine expected = ideal_machine();
  expected.mechanism = {};
  expected.mechanism.readahead = true;
  for (const scenario::Parameter& each : scenario::parameters())
    EXPECT_EQ(value_of(simple.machine, each), value_of(expected, each)) << each.path;
}

TEST(Shrinking, counts_what_throws_as_a_failure) {
  const scenario::Scenario any = RandomLinuxCases(4).next();
  EXPECT_TRUE(fails(any, [](const scenario::Scenario&) { throw std::runtime_error("no"); }));
  EXPECT_FALSE(fails(any, [](const scenario::Scenario&) {}));
}

TEST(Shrinking, reports_the_simplest_case_only) {
  const scenario::Scenario any = RandomLinuxCases(5).next();
  const Check check = [](const scenario::Scenario& scenario) {
    EXPECT_EQ(scenario.cases[0].workload.file_size, Bytes(-1));
  };
  testing::TestPartResultArray found;
  {
    const testing::ScopedFakeTestPartResultReporter kept(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &found);
    EXPECT_FALSE(holds(any, check));
  }
  ASSERT_EQ(found.size(), 1);
  const std::string message = found.GetTestPartResult(0).message();
  EXPECT_NE(message.find(", 0 B by "), std::string::npos) << message;
  EXPECT_EQ(message.find("--set"), std::string::npos) << message;
}

} // namespace
} // namespace copyscope
