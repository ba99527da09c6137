// Runs over the sink, and what it adds to runs over the other paths.
#include "real/sink/sink.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace copyscope::real {
namespace {

using testing::HasSubstr;

constexpr std::int64_t own_chunk = 20'000;

scenario::Scenario three_cases() {
  return scenario_of({case_of("read-write", 200'000, own_chunk),
                      case_of("sendfile", 200'000, own_chunk),
                      case_of("sendfile", 200'000, own_chunk, false)});
}

bool is_here(const Report& report) {
  return report.any_ran() && report.cases.front().sink.has_value();
}

TEST(SinkPath, sends_the_file_of_each_case_and_times_its_own_chunks) {
  const Report report = run_all(three_cases(), options_of(3, Path::sink));
  if (!report.any_ran()) GTEST_SKIP() << report.cases.front().reason;
  EXPECT_EQ(said_of(report, "path"), "sink");
  for (const CaseReport& each : report.cases) {
    SCOPED_TRACE(each.id());
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.result.bytes, 200'000);
    EXPECT_EQ(each.duration.rounds, 3);
    EXPECT_EQ(each.rounds.size(), 4U); // and the warm-up
    EXPECT_GT(each.result.duration_ps.value_or(0), 0);
    EXPECT_GT(each.result.time_ps.value_or(0), 0);
    EXPECT_EQ(each.evidence.at("cpu.kernel_ps"), "unavailable: below 1 s of CPU time");
    ASSERT_TRUE(each.sink);
    EXPECT_EQ(each.sink->chunk, own_chunk);
    ASSERT_TRUE(each.verdict);
    EXPECT_EQ(each.verdict->sends(), 10);
    EXPECT_EQ(each.facts.count("receiver.cpu_ps"), 0);
  }
  const auto calls = [&](std::size_t i, const std::string& name) {
    for (const auto& [call, made] : report.cases[i].result.syscalls_by_name)
      if (call == name) return made;
    return std::int64_t{0};
  };
  EXPECT_EQ(calls(0, "read"), 10);
  EXPECT_EQ(calls(0, "write"), 10);
  EXPECT_EQ(calls(1, "sendfile"), 10);
  // Bytes that the CPU copies: two copies, none, one.
  EXPECT_EQ(report.cases[0].result.cpu_bytes, 400'000);
  EXPECT_EQ(report.cases[1].result.cpu_bytes, 0);
  EXPECT_EQ(report.cases[2].result.cpu_bytes, 200'000);
}

TEST(SinkPath, a_chunk_that_is_too_large_is_refused_and_the_others_go_on) {
  const Report report = run_all(scenario_of({case_of("read-write", 200'000, 65'536),
                                             case_of("sendfile", 200'000, own_chunk)}),
                                options_of(1, Path::sink));
  EXPECT_EQ(report.cases[0].state, CaseReport::State::unavailable);
  EXPECT_THAT(report.cases[0].reason, HasSubstr("60 KiB is a chunk that it takes"));
  if (report.any_ran()) {
    EXPECT_EQ(trouble_of(report.cases[1]), "");
  }
}

TEST(SinkPath, automatic_proves_the_bytes_elsewhere_and_times_60_kib_here) {
  const Report report = run_all(three_cases(), options_of(1, Path::automatic));
  EXPECT_NE(said_of(report, "path"), "sink");
  EXPECT_EQ(told(report.cases[0]).facts.word("checksum"), "equal");
  if (!is_here(report)) GTEST_SKIP() << said_of(report, "sink");
  EXPECT_THAT(said_of(report, "sink"), HasSubstr("60 KiB, whatever the scenario's"));
  for (const CaseReport& each : report.cases)
    if (each.ran()) {
      EXPECT_EQ(each.sink->chunk, sink_chunk);
    }
}

TEST(SinkPath, only_automatic_and_the_sink_itself_time_it) {
  const Report report = run_all(three_cases(), options_of(1, Path::loopback));
  EXPECT_FALSE(report.cases[0].sink);
  EXPECT_EQ(said_of(report, "sink"), "");
}

TEST(SinkPath, json_tells_of_it_and_reads_it_again) {
  const Report report = run_all(three_cases(), options_of(1, Path::sink));
  if (!is_here(report)) GTEST_SKIP() << said_of(report, "sink");
  const auto json = analysis::to_json(report);
  std::vector<std::string> keys;
  for (const auto& [key, value] : json["cases"][0]["sink"].items())
    keys.push_back(key);
  EXPECT_THAT(keys,
              testing::IsSupersetOf({"chunk", "sends", "cpu_ps_per_send", "cpu_ps_per_send_low",
                                     "cpu_ps_per_send_high", "mapping_ps", "copied", "not_copied",
                                     "verdict", "verdict_evidence", "reason"}));
  const Report again = analysis::report_in(json);
  EXPECT_EQ(again.cases[0].sink, report.cases[0].sink);
  EXPECT_EQ(analysis::to_json(again).dump(), json.dump());
}

TEST(SinkPath, an_ordinary_user_has_it_too) {
  if (geteuid() != 0) GTEST_SKIP() << "is what the other tests show";
  const std::string said = in_child([]() -> std::string {
    if (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0)
      return "skip: no other user";
    const Report report = run_all(three_cases(), options_of(1, Path::sink));
    return is_here(report) ? "" : "skip: " + report.cases[0].reason + said_of(report, "sink");
  });
  if (said.starts_with("skip")) GTEST_SKIP() << said;
  EXPECT_EQ(said, "");
}

} // namespace
} // namespace copyscope::real
