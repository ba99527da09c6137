// Whole runs, small: counts, checksums, figures and their evidence, spans.
#include "tests/real/support.h"

#include "sim/analysis/result.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace copyscope::real {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::int64_t kib = 1024;

std::vector<scenario::Case> three_ways(std::int64_t size, std::int64_t chunk) {
  return {case_of("read-write", size, chunk), case_of("mmap-write", size, chunk),
          case_of("sendfile", size, chunk)};
}

TEST(Run, every_method_makes_the_calls_of_the_textbook) {
  // 9 chunks of 30,000 B and a short one
  const Report report = run_all(scenario_of(three_ways(300'000 - 7, 30'000)), options_of(2));
  ASSERT_EQ(report.cases.size(), 3u);
  for (const CaseReport& each : report.cases)
    ASSERT_EQ(trouble_of(each), "");
  EXPECT_THAT(report.cases[0].result.syscalls_by_name,
              ElementsAre(Pair("read", 10), Pair("write", 10)));
  EXPECT_THAT(report.cases[1].result.syscalls_by_name,
              ElementsAre(Pair("write", 10), Pair("mmap", 1)));
  EXPECT_THAT(report.cases[2].result.syscalls_by_name, ElementsAre(Pair("sendfile", 10)));
  EXPECT_EQ(report.cases[0].result.mode_switches, 40);
}

TEST(Run, the_receivers_checksum_is_the_files_in_every_round) {
  const Report report = run_all(scenario_of(three_ways(1000 * kib, 64 * kib)), options_of(3));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.rounds.size(), 4u);
    for (const Round& round : each.rounds)
      EXPECT_EQ(round.facts.word("checksum"), "equal") << each.id();
  }
  EXPECT_EQ(exit_status(report), 0);
}

TEST(Run, what_is_discarded_is_counted_and_the_warm_up_has_a_checksum) {
  Options options = options_of(2);
  options.drain = Drain::trunc;
  const Report report = run_all(scenario_of(three_ways(1000 * kib, 64 * kib)), options);
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    EXPECT_EQ(each.rounds[0].facts.word("checksum"), "equal");
    EXPECT_EQ(each.rounds[0].facts.word("drain"), "copy");
    EXPECT_EQ(each.rounds[1].facts.word("checksum"), "not_taken");
    EXPECT_EQ(each.rounds[1].facts.count("received_bytes"), 1000 * kib);
  }
}

TEST(Run, one_round_has_no_warm_up_and_more_have_one) {
  const auto scenario = scenario_of({case_of("sendfile", 4096, 4096)});
  EXPECT_EQ(run_all(scenario, options_of(1)).cases[0].rounds.size(), 1u);
  const Report report = run_all(scenario, options_of(2));
  ASSERT_EQ(report.cases[0].rounds.size(), 3u);
  EXPECT_EQ(report.cases[0].rounds[0].state, Round::State::warm_up);
  EXPECT_EQ(report.cases[0].rounds[2].state, Round::State::counted);
}

TEST(Run, a_ratio_is_made_turn_by_turn_and_ties_go_both_ways) {
  const Report report = run_all(scenario_of(three_ways(64 * kib, 16 * kib)), options_of(6));
  for (const CaseReport& each : report.cases) {
    ASSERT_EQ(trouble_of(each), "");
    for (std::size_t i = 1; i < each.rounds.size(); ++i)
      EXPECT_GT(each.rounds[i].turn, each.rounds[i - 1].turn);
  }
  EXPECT_FALSE(report.cases[0].ratio);
  for (const std::size_t i : {1u, 2u}) {
    ASSERT_TRUE(report.cases[i].ratio && report.cases[i].ratio->has_interval());
    const bool ties = std::ranges::count(report.cases[i].ties, report.cases[0].id()) == 1;
    EXPECT_EQ(ties, report.cases[i].ratio->is_tie());
    EXPECT_EQ(ties, std::ranges::count(report.cases[0].ties, report.cases[i].id()) == 1);
  }
}

TEST(Run, a_method_that_real_mode_lacks_does_not_hinder_the_rest) {
  const Report report =
      run_all(scenario_of({case_of("pio-read-write", 4096, 4096), case_of("sendfile", 4096, 4096)}),
              options_of(1));
  EXPECT_THAT(trouble_of(report.cases[0]), testing::HasSubstr("programmed I/O is for drivers"));
  EXPECT_EQ(report.cases[0].result.bytes, 4096);
  EXPECT_TRUE(report.cases[0].evidence.empty());
  EXPECT_EQ(trouble_of(report.cases[1]), "");
  EXPECT_EQ(exit_status(report), 0);
}

TEST(Run, nothing_that_can_run_is_exit_status_3) {
  const Report report =
      run_all(scenario_of({case_of("pio-read-write", 4096, 4096)}), options_of(1, Path::automatic));
  EXPECT_EQ(exit_status(report), 3);
}

TEST(Run, that_has_sent_nothing_claims_no_path_and_no_time) {
  for (const Path path : {Path::loopback, Path::sink}) {
    const Report report =
        run_all(scenario_of({case_of("pio-read-write", 1000, 1000)}), options_of(1, path));
    EXPECT_EQ(said_of(report, "path"), "none");
    EXPECT_EQ(said_of(report, "interface"), "none");
    EXPECT_EQ(said_of(report, "sink"), "");
    if (path == Path::sink) continue;
    EXPECT_EQ(said_of(report, "mtu"), "none");
    EXPECT_EQ(said_of(report, "waited_for_cpu"), "nothing was timed");
  }
}

TEST(Run, of_an_empty_file_says_that_no_time_was_measured) {
  const Report report = run_all(scenario_of({case_of("read-write", 0, 1000)}), options_of(1));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  EXPECT_EQ(said_of(report, "path"), "loopback");
  EXPECT_EQ(said_of(report, "waited_for_cpu"), "nothing was timed");
  ASSERT_TRUE(report.cases[0].verdict);
  EXPECT_EQ(report.cases[0].verdict->reason, "the file has no bytes");
}

TEST(Run, copies_are_inferred_and_dma_is_not_known) {
  const Report report = run_all(scenario_of(three_ways(256 * kib, 64 * kib)), options_of(1));
  EXPECT_EQ(report.cases[0].result.cpu_copies, 8);
  EXPECT_EQ(report.cases[0].result.cpu_bytes, 512 * kib);
  EXPECT_EQ(report.cases[1].result.cpu_copies, 4);
  EXPECT_EQ(report.cases[2].result.cpu_copies, 0); // lo gathers
  for (const CaseReport& each : report.cases) {
    EXPECT_EQ(each.result.dma_copies, std::nullopt);
    EXPECT_EQ(each.evidence.at("copies.cpu"), "inferred");
    EXPECT_EQ(each.evidence.at("copies.dma"), "unavailable: none (loopback)");
    EXPECT_EQ(each.evidence.at("syscalls"), "measured");
    EXPECT_EQ(each.evidence.at("mode_switches"), "derived");
  }
}

TEST(Run, the_trace_holds_every_call_and_every_byte_of_the_median_round) {
  Options options = options_of(3);
  options.traces = true;
  const auto scenario = scenario_of({case_of("read-write", 200'000, 30'000)});
  const Report report = run_all(scenario, options);
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  ASSERT_TRUE(report.cases[0].trace);
  const trace::Trace& trace = *report.cases[0].trace;
  std::int64_t read = 0, written = 0, received = 0;
  for (trace::SpanId i = 0; i < trace.size(); ++i) {
    const trace::Span& span = trace[i];
    if (span.kind == trace::Kind::receive) received += span.range().bytes.count();
    if (span.kind != trace::Kind::syscall) continue;
    if (trace.label(span) == "read") read += span.range().bytes.count();
    if (trace.label(span) == "write") written += span.range().bytes.count();
    EXPECT_EQ(trace.lane(span).name, "process0");
  }
  EXPECT_EQ(read, 200'000);
  EXPECT_EQ(written, 200'000);
  EXPECT_EQ(received, 200'000);
  EXPECT_EQ(trace.calls_by_name(trace.final_ledger()),
            (std::vector<std::pair<std::string, std::int64_t>>{{"read", 7}, {"write", 7}}));
  EXPECT_EQ(to_json(analysis::result_of(trace)), to_json(report.cases[0].result));
}

TEST(Run, the_json_has_what_a_simulated_run_has_and_more) {
  const Report report = run_all(scenario_of({case_of("sendfile", 64 * kib, 64 * kib),
                                             case_of("sendfile", 64 * kib, 64 * kib, false)}),
                                options_of(2));
  const auto json = to_json(report);
  EXPECT_EQ(json["schema"], 1);
  EXPECT_EQ(json["cases"][0]["status"], "ok");
  EXPECT_EQ(json["cases"][0]["source"], "real");
  EXPECT_EQ(json["cases"][0]["rounds"].size(), 3u);
  EXPECT_EQ(json["cases"][0]["rounds"][0]["state"], "warm_up");
  EXPECT_EQ(json["cases"][1]["status"], "unavailable"); // lo gathers, and cannot do otherwise
  EXPECT_THAT(json["cases"][1]["reason"].get<std::string>(), testing::HasSubstr("scatter-gather"));
  EXPECT_EQ(json["cases"][1]["bytes"], 64 * kib);
  EXPECT_TRUE(json["cases"][1]["syscalls_by_name"].empty());
  EXPECT_TRUE(json["cases"][1]["duration_ps"].is_null());
  for (const char* name : {"kernel", "cpu", "congestion_control", "drain", "path", "pinning"})
    EXPECT_FALSE(json["environment"][name].get<std::string>().empty()) << name;
  EXPECT_EQ(json["environment"]["nic_features"]["scatter-gather"], "on");
}

TEST(Run, no_round_or_a_chunk_that_no_call_can_move_is_bad_input) {
  const auto small = scenario_of({case_of("sendfile", 4096, 4096)});
  EXPECT_THROW(run_all(small, options_of(0)), BadInput);
  const auto huge = scenario_of({case_of("sendfile", 4096, 0x7ffff001)});
  EXPECT_THROW(run_all(huge, options_of(1)), BadInput);
}

TEST(Run, the_largest_chunk_that_a_call_can_move_is_fine) {
  const auto scenario = scenario_of(three_ways(4096, 0x7ffff000));
  for (const CaseReport& each : run_all(scenario, options_of(1)).cases)
    EXPECT_EQ(trouble_of(each), "");
}

std::vector<std::int64_t> counted_durations(const CaseReport& result) {
  std::vector<std::int64_t> all;
  for (const Round& each : result.rounds)
    if (each.state == Round::State::counted) all.push_back(each.result.duration_ps.value());
  std::ranges::sort(all);
  return all;
}

TEST(Run, the_median_of_an_even_number_of_rounds_is_the_shorter_of_the_middle_two) {
  const Report report =
      run_all(scenario_of({case_of("sendfile", 64 * kib, 64 * kib)}), options_of(4));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  const auto sorted = counted_durations(report.cases[0]);
  ASSERT_EQ(sorted.size(), 4u);
  EXPECT_EQ(report.cases[0].result.duration_ps, sorted[1]);
  EXPECT_EQ(told(report.cases[0]).result.duration_ps, sorted[1]); // all other figures are its too
}

TEST(Run, what_is_mapped_is_taken_away_afterwards_and_no_call_is_counted) {
  const Report report = run_all(scenario_of(three_ways(300'000, 30'000)), options_of(1));
  EXPECT_EQ(report.cases[0].facts.count("munmap_ps"), std::nullopt);
  EXPECT_GT(report.cases[1].facts.count("munmap_ps"), 0);
  EXPECT_THAT(report.cases[1].result.syscalls_by_name,
              ElementsAre(Pair("write", 10), Pair("mmap", 1)));
  EXPECT_EQ(report.cases[1].result.syscalls, 11);
}

TEST(Run, context_switches_are_the_senders_and_the_receivers_stand_apart) {
  const Report report =
      run_all(scenario_of({case_of("sendfile", 4000 * kib, 64 * kib)}), options_of(1));
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  const auto json = to_json(report)["cases"][0];
  const auto of = [&](const char* process) {
    const auto& switches = json[process]["context_switches"];
    return switches["voluntary"].get<std::int64_t>() + switches["involuntary"].get<std::int64_t>();
  };
  EXPECT_EQ(json["context_switches"], of("sender"));
  EXPECT_GT(of("receiver"), 0); // it waits for the first byte
}

} // namespace
} // namespace copyscope::real
