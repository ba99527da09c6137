// Crossovers for the window, made by another process, over the connection that real runs share.
#if defined(COPYSCOPE_HAS_REAL) && defined(COPYSCOPE_HAS_WINDOW)
#include "host/crossover_worker.h"

#include <chrono>
#include <gtest/gtest.h>
#include <thread>

namespace copyscope::host {
namespace {

gui::CrossoverOutcome outcome_of(gui::CrossoverRun& run) {
  for (;;) {
    if (auto outcome = run.poll()) return *std::move(outcome);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST(CrossoverWorker, brings_what_was_measured_or_says_why_nothing_was) {
  CrossoverWorker worker(std::make_shared<Connection>());
  const auto run = worker.measure(analysis::Over::chunk, 1); // too short for a median of all sizes
  const gui::CrossoverOutcome outcome = outcome_of(*run);
  EXPECT_NE(outcome.error.empty(), outcome.crossovers.empty()) << outcome.error;
}

TEST(CrossoverWorker, a_cancelled_one_says_so_and_the_next_one_is_made) {
  CrossoverWorker worker(std::make_shared<Connection>());
  const auto run = worker.measure(analysis::Over::file_size, 600);
  run->cancel();
  EXPECT_EQ(outcome_of(*run).error, "cancelled");
  const auto next = worker.calibrate({});
  next->cancel();
  EXPECT_EQ(outcome_of(*next).error, "cancelled");
}

TEST(CrossoverWorker, one_that_is_dropped_disturbs_nobody) {
  CrossoverWorker worker(std::make_shared<Connection>());
  worker.measure(analysis::Over::file_size, 600);
  const auto run = worker.measure(analysis::Over::file_size, 600);
  run->cancel();
  EXPECT_EQ(outcome_of(*run).error, "cancelled");
}

} // namespace
} // namespace copyscope::host
#endif
