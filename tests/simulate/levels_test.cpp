// With every mechanism off, the level `linux` is the textbook's, row for row.
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "tests/methods/random_case.h"
#include "tests/sanitized.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

scenario::Scenario at_linux_without_mechanisms(scenario::Scenario scenario) {
  for (scenario::Case& each : scenario.cases) {
    each.machine.fidelity = scenario::Fidelity::linux;
    each.machine.mechanism = {};
  }
  return scenario;
}

void expect_same_rows(const trace::Trace& a, const trace::Trace& b) {
  ASSERT_EQ(a.size(), b.size());
  for (trace::SpanId row = 0; row < a.size(); ++row)
    ASSERT_EQ(a[row], b[row]) << "row " << row;
  EXPECT_EQ(a.final_ledger(), b.final_ledger());
  EXPECT_EQ(a.end(), b.end());
}

TEST(Levels, are_the_same_row_for_row_without_mechanisms) {
  RandomCases random(15);
  for (int i = 0; i < test::tries(2000); ++i) {
    const scenario::Scenario textbook = random.next(8);
    SCOPED_TRACE(textbook.cases[0].method);
    const scenario::Scenario linux_level = at_linux_without_mechanisms(textbook);
    const methods::Registry& registry = methods::all_methods();
    expect_same_rows(simulate::trace_of(textbook, textbook.cases[0], registry),
                     simulate::trace_of(linux_level, linux_level.cases[0], registry));
    EXPECT_EQ(simulate::outcome_of(textbook, textbook.cases[0], registry),
              simulate::outcome_of(linux_level, linux_level.cases[0], registry));
    if (HasFailure()) return;
  }
}

} // namespace
} // namespace copyscope
