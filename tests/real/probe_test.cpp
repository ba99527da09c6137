// Each probe is made to fail in turn: its figure is null and unavailable, and no other changes.
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/syscall.h>

namespace copyscope::real {
namespace {

using Json = nlohmann::ordered_json;
using testing::UnorderedElementsAre;

constexpr std::int64_t size = 1'000'000;

/// The paths that are null, in the case and in any of its rounds ("rounds.tcp").
void add_nulls(const Json& json, const std::string& path, std::set<std::string>& nulls) {
  if (json.is_null()) nulls.insert(path);
  if (json.is_object())
    for (const auto& [key, value] : json.items())
      add_nulls(value, path.empty() ? key : path + "." + key, nulls);
  if (json.is_array())
    for (const Json& each : json)
      add_nulls(each, path, nulls);
}

/// A case over loopback, of which everything can be read, as far as this machine has it.
Json run_one(const char* resident) {
  auto scenario = scenario_of({case_of("mmap-write", size, 65536)});
  scenario.cases[0].workload.page_cache.fraction = parse_decimal(resident);
  return to_json(run_all(scenario, options_of(2)))["cases"][0];
}

/// In a child that `spoil`s something first; "" from it means that it could.
Json run_spoilt(const std::function<std::string()>& spoil, const char* resident = "1") {
  return Json::parse(in_child([&] {
    const std::string trouble = spoil();
    return trouble.empty() ? run_one(resident).dump() : Json(trouble).dump();
  }));
}

std::string nothing() {
  return "";
}

/// What is null in the second and not in the first.
std::vector<std::string> newly_null(const Json& whole, const Json& spoilt) {
  std::set<std::string> before, after;
  add_nulls(whole, "", before);
  add_nulls(spoilt, "", after);
  std::vector<std::string> difference;
  std::ranges::set_difference(after, before, std::back_inserter(difference));
  return difference;
}

/// The figures whose evidence has become "unavailable: …".
std::vector<std::string> newly_unavailable(const Json& whole, const Json& spoilt) {
  std::vector<std::string> paths;
  for (const auto& [path, evidence] : spoilt["evidence"].items())
    if (evidence != whole["evidence"][path]) paths.push_back(path);
  return paths;
}

std::function<std::string()> without(unsigned call, unsigned error = EPERM) {
  return [=] { return forbid_call(call, error) ? std::string() : "no seccomp"; };
}

/// As if the file were empty.
std::function<std::string()> without_file(const char* path) {
  return [=]() -> std::string {
    if (unshare(CLONE_NEWNS) != 0 || mount("", "/", "", MS_REC | MS_PRIVATE, nullptr) != 0)
      return "no mount namespace of its own";
    return mount("/dev/null", path, "", MS_BIND, nullptr) == 0 ? "" : "not mounted";
  };
}

#define SKIP_IF_NOT_SPOILT(json)                                                                   \
  if ((json).is_string()) GTEST_SKIP() << (json)
#define ASSERT_RAN(json) ASSERT_EQ((json)["status"], "ok") << (json)["reason"]

TEST(Probe, without_getrusage_faults_and_switches_are_not_known) {
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without(SYS_getrusage));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  std::vector<std::string> expected{"context_switches", "page_faults.minor", "page_faults.major"};
  for (const char* figure : {"context_switches", "page_faults.minor", "page_faults.major"})
    expected.push_back(std::string("rounds.figures.") + figure);
  for (const char* round : {"", "rounds."})
    for (const char* process : {"sender", "receiver"})
      for (const char* figure : {"page_faults.minor", "page_faults.major",
                                 "context_switches.voluntary", "context_switches.involuntary"})
        expected.push_back(std::string(round) + process + "." + figure);
  EXPECT_THAT(newly_null(whole, spoilt), testing::UnorderedElementsAreArray(expected));
  EXPECT_THAT(newly_unavailable(whole, spoilt),
              UnorderedElementsAre("context_switches", "page_faults.minor", "page_faults.major",
                                   "cpu.user_ps", "cpu.kernel_ps"));
  EXPECT_EQ(spoilt["evidence"]["page_faults.minor"], "unavailable: EPERM");
}

TEST(Probe, without_cpu_clocks_cpu_time_and_utilization_are_not_known) {
  // glibc asks whether there is such a clock before it is read.
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without(SYS_clock_getres));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt),
              UnorderedElementsAre("cpu.time_ps", "cpu.utilization", "cpu_time", "sender.cpu_ps",
                                   "receiver.cpu_ps", "rounds.figures.cpu.time_ps",
                                   "rounds.sender.cpu_ps", "rounds.receiver.cpu_ps"));
  EXPECT_THAT(newly_unavailable(whole, spoilt),
              UnorderedElementsAre("cpu.time_ps", "cpu.utilization"));
}

TEST(Probe, without_tcp_info_only_what_tcp_tells_is_not_known) {
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without(SYS_getsockopt));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt), UnorderedElementsAre("rounds.tcp"));
  EXPECT_THAT(newly_unavailable(whole, spoilt), UnorderedElementsAre());
}

TEST(Probe, without_interrupt_counts_only_they_are_not_known) {
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without_file("/proc/interrupts"));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt),
              UnorderedElementsAre("disk.interrupts", "rounds.disk.interrupts"));
  const Json cold = run_spoilt(without_file("/proc/interrupts"), "0");
  ASSERT_RAN(cold);
  EXPECT_TRUE(cold["interrupts"].is_null());
  EXPECT_EQ(cold["evidence"]["interrupts"], "unavailable: ENODATA");
  EXPECT_GE(cold["bytes_copied"]["dma"], size);
}

/// Who changes his user without an exec may not read his own /proc/self/io (proc(5)), unless he
/// says that he may.
std::function<std::string()> as_another_user(bool dumpable) {
  return [=]() -> std::string {
    if (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0)
      return "no other user";
    prctl(PR_SET_DUMPABLE, dumpable ? 1 : 0);
    return "";
  };
}

TEST(Probe, without_io_accounting_only_the_bytes_from_disk_are_not_known) {
  const Json whole = run_spoilt(as_another_user(true)), spoilt = run_spoilt(as_another_user(false));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt),
              UnorderedElementsAre("disk.read_bytes", "rounds.disk.read_bytes",
                                   "rounds.page_cache.disk_read_bytes"));
  const Json cold = run_spoilt(as_another_user(false), "0");
  ASSERT_RAN(cold);
  EXPECT_TRUE(cold["bytes_copied"]["dma"].is_null());
  EXPECT_EQ(cold["evidence"]["bytes_copied.dma"], "unavailable: EACCES");
  EXPECT_EQ(cold["evidence"]["copies.dma"], "unavailable: EACCES");
}

TEST(Probe, without_a_right_to_tracepoints_the_inference_stands) {
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without(SYS_perf_event_open, EACCES));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt), UnorderedElementsAre());
  EXPECT_EQ(spoilt["copied"]["receive"]["evidence"], "inferred");
  EXPECT_EQ(spoilt["copied"]["receive"]["bytes"], whole["copied"]["receive"]["bytes"]);
  EXPECT_EQ(spoilt["bytes_copied"], whole["bytes_copied"]);
}

TEST(Probe, a_card_that_does_not_tell_its_features_changes_no_figure) {
  const Json whole = run_spoilt(nothing), spoilt = run_spoilt(without(SYS_ioctl));
  SKIP_IF_NOT_SPOILT(spoilt);
  ASSERT_RAN(spoilt);
  EXPECT_THAT(newly_null(whole, spoilt), UnorderedElementsAre());
  EXPECT_EQ(spoilt["nic_features"]["scatter-gather"], "unknown");
}

TEST(Disk, a_cold_file_comes_from_a_real_one_and_a_warm_one_from_none) {
  const Json cold = run_one("0"), warm = run_one("1");
  ASSERT_RAN(cold);
  ASSERT_RAN(warm);
  if (cold["disk"]["read_bytes"].is_null()) GTEST_SKIP() << "/proc/self/io is not to be read";
  EXPECT_GE(cold["bytes_copied"]["dma"], size);
  EXPECT_EQ(cold["evidence"]["bytes_copied.dma"], "derived");
  EXPECT_EQ(cold["evidence"]["interrupts"], "measured");
  EXPECT_GE(cold["interrupts"], 0);
  // Requests are told only where nobody else had any.
  const bool alone = cold["disk"]["device_read_bytes"] == cold["disk"]["read_bytes"];
  EXPECT_EQ(cold["copies"]["dma"].is_null(), !alone);
  EXPECT_EQ(cold["evidence"]["descriptors"], "unavailable: none (loopback)");
  for (const char* path : {"interrupts", "copies.dma", "bytes_copied.dma"})
    EXPECT_EQ(warm["evidence"][path], "unavailable: none (loopback)") << path;
}

} // namespace
} // namespace copyscope::real
