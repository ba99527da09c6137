// The textbook level is exact: thousands of random cases against the closed form, to the
// picosecond.
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "tests/methods/closed_form.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

std::string describe(const scenario::Case& which) {
  return which.method + ", " + to_string(which.workload.file_size) + " by " +
         to_string(which.workload.chunk) + ", resident " +
         to_string(which.workload.page_cache.fraction) +
         (which.machine.nic.scatter_gather ? ", scatter-gather" : "");
}

void expect_equal(const simulate::Outcome& outcome, const closed_form::Totals& book) {
  const trace::Ledger& ledger = outcome.ledger;
  EXPECT_EQ(ledger.syscalls, book.syscalls);
  EXPECT_EQ(ledger.mode_switches, book.mode_switches);
  EXPECT_EQ(ledger.context_switches, 0);
  EXPECT_EQ(ledger.interrupts, book.interrupts);
  EXPECT_EQ(ledger.descriptors, book.descriptors);
  EXPECT_EQ(ledger.copies,
            (trace::Ledger::ByMover{book.cpu_copies, book.dma_copies, book.pio_copies}));
  EXPECT_EQ(ledger.bytes_copied,
            (trace::Ledger::ByMover{book.cpu_bytes, book.dma_bytes, book.pio_bytes}));
  EXPECT_EQ(ledger.user, Time());
  EXPECT_TRUE(ledger.kernel.ps() == book.kernel_ps);
  EXPECT_TRUE(outcome.duration.ps() == book.duration_ps)
      << outcome.duration.ps() << " instead of " << static_cast<std::int64_t>(book.duration_ps);
  const std::map<std::string, std::int64_t> calls(outcome.calls_by_name.begin(),
                                                  outcome.calls_by_name.end());
  EXPECT_EQ(calls, book.calls);
}

TEST(TextbookLevel, equals_the_closed_form_for_random_cases) {
  RandomCases cases(2026);
  for (int i = 0; i < 4000 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next();
    const scenario::Case& which = scenario.cases[0];
    SCOPED_TRACE(describe(which));
    const auto outcome = simulate::outcome_round_by_round(scenario, which, methods::all_methods());
    expect_equal(outcome, closed_form::totals(which));
  }
}

TEST(TextbookLevel, jumping_over_a_steady_transfer_changes_nothing) {
  RandomCases cases(11);
  for (int i = 0; i < 2000 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next(200);
    const scenario::Case& which = scenario.cases[0];
    SCOPED_TRACE(describe(which));
    EXPECT_EQ(simulate::outcome_of(scenario, which, methods::all_methods()),
              simulate::outcome_round_by_round(scenario, which, methods::all_methods()));
  }
}

TEST(TextbookLevel, a_trace_comes_to_what_counting_alone_does) {
  RandomCases cases(5);
  for (int i = 0; i < 500 && !testing::Test::HasFailure(); ++i) {
    const scenario::Scenario scenario = cases.next();
    const scenario::Case& which = scenario.cases[0];
    SCOPED_TRACE(describe(which));
    const trace::Trace trace = simulate::trace_of(scenario, which, methods::all_methods());
    const auto outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    EXPECT_EQ(trace.final_ledger(), outcome.ledger);
    EXPECT_EQ(trace.end(), outcome.duration);
    EXPECT_EQ(trace.size(), outcome.spans);
  }
}

// Copies and switches of one round, as the books have them (MODEL.md).
TEST(TextbookLevel, one_round_has_the_copies_and_switches_of_the_books) {
  struct Book {
    const char* method;
    bool gathers;
    std::int64_t switches, copies;
  };
  RandomCases cases(1);
  for (const Book& book : {Book{"read-write", false, 4, 4}, Book{"mmap-write", false, 4, 3},
                           Book{"sendfile", false, 2, 3}, Book{"sendfile", true, 2, 2}}) {
    scenario::Scenario scenario = cases.next();
    scenario::Case& which = scenario.cases[0];
    which.method = book.method;
    which.machine.nic.scatter_gather = book.gathers;
    which.workload.page_cache.fraction = {};
    which.workload.chunk = which.workload.file_size = Bytes(65536);
    const auto outcome = simulate::outcome_of(scenario, which, methods::all_methods());
    EXPECT_EQ(outcome.ledger.mode_switches, book.switches) << book.method;
    EXPECT_EQ(outcome.ledger.copies.cpu + outcome.ledger.copies.dma, book.copies) << book.method;
  }
}

} // namespace
} // namespace copyscope
