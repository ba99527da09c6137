// Which figures must be equal, simulated and real.
#include "program/agreement.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace copyscope::program {
namespace {

analysis::Result with_calls(std::vector<std::pair<std::string, std::int64_t>> calls) {
  analysis::Result result;
  result.syscalls = 0;
  result.syscalls_by_name = std::move(calls);
  return result;
}

bool disagree(const analysis::Result& simulated, const analysis::Result& real) {
  return std::ranges::any_of(pairs_of(simulated, real), &program::Pair::disagrees);
}

TEST(Agreement, calls_that_move_data_must_be_equal) {
  EXPECT_FALSE(disagree(with_calls({{"read", 2}}), with_calls({{"read", 2}})));
  EXPECT_TRUE(disagree(with_calls({{"read", 2}}), with_calls({{"read", 3}})));
}

TEST(Agreement, a_call_that_only_one_of_them_makes_is_a_difference) {
  EXPECT_TRUE(disagree(with_calls({{"read", 2}}), with_calls({})));
  EXPECT_TRUE(disagree(with_calls({}), with_calls({{"send", 1}})));
}

TEST(Agreement, calls_that_the_kernel_merges_are_shown_only) {
  EXPECT_FALSE(disagree(with_calls({{"recvmsg", 128}}), with_calls({{"recvmsg", 39}})));
  EXPECT_FALSE(disagree(with_calls({{"splice", 64}}), with_calls({{"splice", 256}})));
}

TEST(Agreement, splices_are_those_of_the_book_where_the_pipe_held_a_chunk) {
  const auto disagree_over_splice = [](const analysis::Result& simulated, bool held) {
    const auto pairs = pairs_of(simulated, with_calls({{"splice", 256}}), held);
    return std::ranges::any_of(pairs, &program::Pair::disagrees);
  };
  analysis::Result book = with_calls({{"splice", 64}});
  EXPECT_TRUE(disagree_over_splice(book, true));
  EXPECT_FALSE(disagree_over_splice(book, false));
  book.fidelity = scenario::Fidelity::linux; // whose pipe has a size of its own
  EXPECT_FALSE(disagree_over_splice(book, true));
}

TEST(Agreement, durations_are_never_demanded_to_be_equal) {
  analysis::Result simulated, real;
  simulated.duration_ps = 1;
  real.duration_ps = 2;
  EXPECT_FALSE(disagree(simulated, real));
}

TEST(Agreement, what_was_not_observed_contradicts_nothing) {
  const analysis::Result unobserved; // not even which calls were made
  EXPECT_FALSE(disagree(with_calls({{"read", 2}}), unobserved));
}

TEST(Agreement, that_the_cpu_copies_nothing_is_shown_and_other_zeros_are_not) {
  analysis::Result simulated = with_calls({}), real = with_calls({});
  simulated.cpu_copies = real.cpu_copies = 0;
  simulated.interrupts = real.interrupts = 0;
  const std::vector<Pair> pairs = program::pairs_of(simulated, real);
  EXPECT_EQ(std::ranges::count(pairs, "copies.cpu", &Pair::figure), 1);
  EXPECT_EQ(std::ranges::count(pairs, "interrupts", &Pair::figure), 0);
}

} // namespace
} // namespace copyscope::program
