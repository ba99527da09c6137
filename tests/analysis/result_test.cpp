// Figures of a ledger, by path and as JSON.
#include "sim/analysis/result.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {
namespace {

scenario::Case some_case() {
  scenario::Case result;
  result.id = "some";
  result.method = "read-write";
  result.workload.file_size = Bytes(1000);
  return result;
}

trace::Ledger some_ledger() {
  trace::Ledger ledger;
  ledger.syscalls = 2;
  ledger.copies = {1, 2, 3};
  ledger.bytes_copied = {10, 20, 30};
  ledger.user = Time::from_ps(100);
  ledger.kernel = Time::from_ps(150);
  return ledger;
}

Result some_result(std::int64_t duration_ps = 1000) {
  return result_of(some_case(), some_ledger(), {{"read", 1}, {"write", 1}},
                   Time::from_ps(duration_ps));
}

TEST(Result, a_figure_is_found_by_its_path) {
  const Result result = some_result();
  EXPECT_EQ(figure(result, "copies.dma"), 2);
  EXPECT_EQ(figure(result, "bytes_copied.pio"), 30);
  EXPECT_EQ(figure(result, "duration"), 1000);
  EXPECT_EQ(figure(result, "duration_ps"), 1000);
  EXPECT_EQ(figure(result, "bytes"), 1000);
}

TEST(Result, a_call_that_was_not_made_was_made_0_times) {
  EXPECT_EQ(figure(some_result(), "syscalls_by_name.write"), 1);
  EXPECT_EQ(figure(some_result(), "syscalls_by_name.sendfile"), 0);
  EXPECT_EQ(figure(Result(), "syscalls_by_name.sendfile"), std::nullopt);
}

TEST(Result, a_path_that_is_no_count_is_refused) {
  EXPECT_THROW(figure(some_result(), "copies"), std::out_of_range);
  EXPECT_THROW(figure(some_result(), "throughput"), std::out_of_range);
}

TEST(Result, every_figure_that_may_be_named_counts_or_is_a_quotient) {
  for (const scenario::Figure& each : figures()) {
    if (each.path.ends_with(".*")) continue;
    const bool quotient = each.type == scenario::FigureType::throughput ||
                          each.type == scenario::FigureType::fraction;
    if (!quotient) {
      EXPECT_NO_THROW(figure(some_result(), each.path)) << each.path;
    }
  }
}

TEST(Result, utilization_is_busy_time_over_duration_and_cores) {
  scenario::Case which = some_case();
  EXPECT_EQ(some_result().utilization(), 0.25);
  which.machine.cpu.cores = 2; // at the textbook level the parameter is without effect
  EXPECT_EQ(result_of(which, some_ledger(), {}, Time::from_ps(1000)).utilization(), 0.25);
  which.machine.fidelity = scenario::Fidelity::linux;
  EXPECT_EQ(result_of(which, some_ledger(), {}, Time::from_ps(1000)).utilization(), 0.125);
}

TEST(Result, throughput_is_bytes_a_second_to_a_tenth) {
  EXPECT_EQ(some_result().throughput(), 1e12);
  EXPECT_EQ(some_result(3'000'000'000'000).throughput(), 333.3);
}

TEST(Result, a_run_of_no_duration_has_quotients_of_0) {
  EXPECT_EQ(some_result(0).throughput(), 0);
  EXPECT_EQ(some_result(0).utilization(), 0);
}

TEST(Result, what_is_not_known_is_null_in_json) {
  const nlohmann::ordered_json json = to_json(Result());
  EXPECT_TRUE(json["duration_ps"].is_null());
  EXPECT_TRUE(json["throughput_bytes_per_s"].is_null());
  EXPECT_TRUE(json["copies"]["dma"].is_null());
  EXPECT_TRUE(json["cpu"]["utilization"].is_null());
}

TEST(Result, clients_send_a_file_each) {
  scenario::Case which = some_case();
  which.workload.clients = 3;
  EXPECT_EQ(result_of(which, some_ledger(), {}, Time()).bytes, 3000);
}

} // namespace
} // namespace copyscope::analysis
