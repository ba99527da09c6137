// CPU time: the sum is that of the scheduler, and lies within the duration.
#include "real/judge.h"
#include "real/pair.h"
#include "real/probes/tracepoint.h"
#include "tests/real/support.h"

#include <array>
#include <gmock/gmock.h>
#include <set>
#include <sstream>

namespace copyscope::real {
namespace {

constexpr std::int64_t timed_size = 64 << 20;

double share_of(double a, double b) {
  return a / b;
}

TEST(CpuTime, is_that_of_getrusage_and_never_more_than_there_was) {
  const auto scenario = scenario_of({case_of("read-write", timed_size, 65536),
                                     case_of("mmap-write", timed_size, 65536),
                                     case_of("sendfile", timed_size, 65536)});
  const Report report = run_all(scenario, options_of(2));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    ASSERT_TRUE(each.result.time_ps);
    EXPECT_LE(each.result.utilization(), 1);
    EXPECT_LE(*each.result.time_ps, *each.result.duration_ps * 1.001); // two clocks' rates
  }
}

/// getrusage's window is a little longer: it reaches beyond the last byte.
TEST(CpuTime, is_that_of_getrusage_in_every_round) {
  const auto scenario = scenario_of({case_of("read-write", timed_size, 65536)});
  const std::atomic<bool> cancelled{false};
  const Plan plan = make_plan(
      {&scenario.cases[0]}, options_of(1), [](double, std::string_view) {}, cancelled);
  Pair pair(plan, Path::loopback, cancelled);
  for (int i = 0; i < 2; ++i) {
    const Exchange exchange =
        pair.round(0, Drain::copy, false, {now_ns() + 60'000'000'000, cancelled, {}});
    const Observed round = judge(plan.cases[0], plan.files[0], exchange, Drain::copy);
    ASSERT_EQ(round.reason, "");
    const auto used =
        static_cast<double>(round.sender.value.cpu_us() + round.receiver.value.cpu_us());
    const auto told = static_cast<double>(round.sender_cpu_ns.value + round.receiver_cpu_ns.value);
    EXPECT_NEAR(share_of(told / 1000, used), 1, 0.05);
  }
}

TEST(CpuTime, is_divided_into_modes_only_above_a_second) {
  const Report report = run_all(scenario_of({case_of("sendfile", 1 << 20, 65536)}), options_of(1));
  const CaseReport& result = report.cases[0];
  ASSERT_EQ(trouble_of(result), "");
  EXPECT_EQ(result.result.user_ps, std::nullopt);
  EXPECT_EQ(result.result.kernel_ps, std::nullopt);
  EXPECT_EQ(result.evidence.at("cpu.kernel_ps"), "unavailable: below 1 s of CPU time");
  EXPECT_EQ(result.evidence.at("cpu.time_ps"), "measured");
}

/// The checksum of a file that does not fit the receiver's memory is taken part by part while it is
/// sent; here the receiver has a MiB.
TEST(CpuTime, of_the_checksum_is_in_no_figure) {
  const auto scenario = scenario_of({case_of("sendfile", timed_size, 65536)});
  const std::atomic<bool> cancelled{false};
  Plan plan = make_plan(
      {&scenario.cases[0]}, options_of(1), [](double, std::string_view) {}, cancelled);
  plan.receive_buffer = 1 << 20;
  Pair pair(plan, Path::loopback, cancelled);
  const Exchange exchange =
      pair.round(0, Drain::copy, false, {now_ns() + 60'000'000'000, cancelled, {}});
  ASSERT_EQ(exchange.problem, "");
  EXPECT_GT(exchange.received.checksum_ns, 0);
  const Observed round = judge(plan.cases[0], plan.files[0], exchange, Drain::copy);
  EXPECT_EQ(round.checksum, Observed::Checksum::equal);
  EXPECT_EQ(round.duration_ns, exchange.received.last_byte_ns - exchange.sent.first_begin_ns -
                                   exchange.received.checksum_ns);
  EXPECT_EQ(round.receiver_cpu_ns.value,
            (exchange.received.cpu_end_ns - exchange.sent.receiver_cpu_begin_ns).value -
                exchange.received.checksum_ns);
}

std::set<std::int32_t> own_children() {
  std::istringstream words(read_text("/proc/self/task/" + std::to_string(getpid()) + "/children"));
  std::set<std::int32_t> pids;
  for (std::int32_t pid = 0; words >> pid;)
    pids.insert(pid);
  return pids;
}

struct Switch {
  std::int64_t time_ns;
  std::int32_t from, to;
};

/// Of the CPU, between two moments: the time for which one of the processes had it.
std::int64_t time_on_cpu(const std::vector<Switch>& switches, const std::set<std::int32_t>& pids,
                         std::int64_t begin, std::int64_t end) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i + 1 < switches.size(); ++i)
    if (pids.contains(switches[i].to))
      total += std::max<std::int64_t>(0, std::min(switches[i + 1].time_ns, end) -
                                             std::max(switches[i].time_ns, begin));
  return total;
}

TEST(CpuTime, is_the_sum_of_the_intervals_between_context_switches) {
  const auto scenario = scenario_of({case_of("read-write", timed_size, 65536)});
  const std::atomic<bool> cancelled{false};
  const Plan plan = make_plan(
      {&scenario.cases[0]}, options_of(1), [](double, std::string_view) {}, cancelled);
  Pair pair(plan, Path::loopback, cancelled);
  if (!pair.pinned()) GTEST_SKIP() << "not on one CPU";
  const Patience patience{now_ns() + 60'000'000'000, cancelled, {}};
  ASSERT_TRUE(pair.round(0, Drain::copy, false, patience).ran); // warm
  try {
    const Tracepoint switched("sched", "sched_switch");
    const auto from = switched.offset_of("prev_pid"), to = switched.offset_of("next_pid");
    TraceRing ring(switched, -1, plan.cpu, 16 << 20);
    ring.start();
    const Exchange exchange = pair.round(0, Drain::copy, false, patience);
    const auto pids = own_children();
    ring.stop();
    std::vector<Switch> switches;
    const auto lost = ring.take([&](std::int64_t time, std::span<const std::byte> record) {
      switches.push_back(
          {time, field_at<std::int32_t>(record, from), field_at<std::int32_t>(record, to)});
    });
    ASSERT_EQ(lost, 0);
    ASSERT_TRUE(exchange.ran);
    const std::int64_t told =
        (exchange.received.sender_cpu_end_ns - exchange.sent.cpu_begin_ns).value +
        (exchange.received.cpu_end_ns - exchange.sent.receiver_cpu_begin_ns).value;
    const std::int64_t seen =
        time_on_cpu(switches, pids, exchange.sent.first_begin_ns, exchange.received.last_byte_ns);
    EXPECT_NEAR(share_of(static_cast<double>(told), static_cast<double>(seen)), 1, 0.05)
        << told << " ns told, " << seen << " ns between switches";
  } catch (const SystemError& error) {
    GTEST_SKIP() << "tracepoints are not to be had: " << error.what();
  }
}

} // namespace
} // namespace copyscope::real
