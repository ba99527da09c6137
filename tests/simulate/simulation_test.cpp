// A simulation is a value: it runs in slices, tells its progress and can be dropped; and what
// cannot be simulated is refused before it runs.
#include "sim/simulate/outcome.h"
#include "sim/simulate/simulation.h"
#include "sim/trace/builder.h"
#include "tests/methods/random_case.h"

#include <gtest/gtest.h>

namespace copyscope {
namespace {

scenario::Scenario sending(std::int64_t file_size, std::int64_t chunk, const char* method) {
  scenario::Scenario scenario = RandomCases(9).next();
  scenario::Case& which = scenario.cases[0];
  which.method = method;
  which.workload = {.file_size = Bytes(file_size), .chunk = Bytes(chunk), .page_cache = {}};
  return scenario;
}

TEST(Simulation, in_slices_of_any_size_gives_the_same_trace) {
  RandomCases cases(31);
  for (int i = 0; i < 100; ++i) {
    const scenario::Scenario scenario = cases.next(10);
    trace::TraceBuilder builder;
    simulate::Simulation run(scenario, scenario.cases[0], methods::all_methods(), builder);
    while (!run.step(1 + cases.upto(5))) {
    }
    EXPECT_TRUE(builder.take() ==
                simulate::trace_of(scenario, scenario.cases[0], methods::all_methods()));
  }
}

TEST(Simulation, progress_goes_from_nothing_to_all_and_never_back) {
  for (const char* method : {"read-write", "mmap-write", "direct-io", "vmsplice-splice"}) {
    const scenario::Scenario scenario = sending(100'000, 1000, method);
    trace::LedgerSink sink;
    simulate::Simulation run(scenario, scenario.cases[0], methods::all_methods(), sink);
    double last = run.progress();
    EXPECT_EQ(last, 0.0);
    while (!run.step(10)) {
      EXPECT_GE(run.progress(), last);
      EXPECT_LE(run.progress(), 1.0);
      last = run.progress();
    }
    EXPECT_GT(last, 0.9) << method;
    EXPECT_EQ(run.progress(), 1.0);
  }
}

TEST(Simulation, can_be_dropped_half_way) {
  const scenario::Scenario scenario = sending(1 << 20, 1000, "read-write");
  trace::TraceBuilder builder;
  {
    simulate::Simulation run(scenario, scenario.cases[0], methods::all_methods(), builder);
    EXPECT_FALSE(run.step(100));
  }
  EXPECT_FALSE(builder.finished());
}

TEST(Simulation, two_run_side_by_side) {
  const scenario::Scenario scenario = sending(50'000, 1000, "splice");
  trace::TraceBuilder builders[2];
  simulate::Simulation a(scenario, scenario.cases[0], methods::all_methods(), builders[0]);
  simulate::Simulation b(scenario, scenario.cases[0], methods::all_methods(), builders[1]);
  bool a_done = false, b_done = false;
  while (!a_done || !b_done)
    a_done = a.step(7), b_done = b.step(3);
  EXPECT_TRUE(builders[0].take() == builders[1].take());
}

TEST(Simulation, an_empty_file_makes_no_call_and_takes_no_time) {
  for (const methods::Method& method : methods::all_methods().all()) {
    const scenario::Scenario scenario = sending(0, 4096, std::string(method.id).c_str());
    const auto outcome = simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods());
    EXPECT_EQ(outcome.spans, 0) << method.id;
    EXPECT_EQ(outcome.duration, Time()) << method.id;
  }
}

TEST(Outcome, of_a_file_of_2_to_the_48_bytes_is_counted_at_once) {
  for (const methods::Method& method : methods::all_methods().all()) {
    scenario::Scenario scenario =
        sending(std::int64_t{1} << 48, 4096, std::string(method.id).c_str());
    scenario::Machine& machine = scenario.cases[0].machine;
    machine = {};
    machine.cpu.copy_bandwidth = Bandwidth::from_bytes(10'000'000'000);
    machine.cpu.pio_word = Bytes(8);
    machine.disk.bandwidth = machine.dma.bandwidth = Bandwidth::from_bytes(1'000'000'000'000);
    scenario.cases[0].workload.page_cache.fraction = {3, 1};
    const auto outcome = simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods());
    EXPECT_EQ(outcome.ledger.held_by(trace::Buffer::nic), std::int64_t{1} << 48) << method.id;
  }
}

TEST(Outcome, a_time_that_does_not_fit_is_bad_input) {
  scenario::Scenario scenario = sending(std::int64_t{1} << 48, 1, "read-write");
  scenario.cases[0].machine.cpu.copy_bandwidth = Bandwidth::from_bits(1);
  EXPECT_THROW(simulate::outcome_of(scenario, scenario.cases[0], methods::all_methods()),
               scenario::InputError);
}

TEST(Outcome, a_trace_that_would_be_too_long_is_refused_before_it_runs) {
  const scenario::Scenario scenario = sending(std::int64_t{1} << 34, 64, "read-write");
  EXPECT_THROW(simulate::trace_of(scenario, scenario.cases[0], methods::all_methods()),
               scenario::InputError);
}

} // namespace
} // namespace copyscope
