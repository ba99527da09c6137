// Reports: what follows from rounds, and their way through JSON.
#include "sim/analysis/report.h"

#include "program/catalog.h"
#include "program/loading.h"
#include "program/running.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Rounds that counted, of these durations (in ps), a turn each.
std::vector<Round> rounds_of(const std::vector<std::int64_t>& durations) {
  std::vector<Round> rounds;
  for (const std::int64_t duration : durations) {
    Round round;
    round.turn = static_cast<std::int64_t>(rounds.size());
    round.result.source = trace::Source::real;
    round.result.duration_ps = duration;
    rounds.push_back(std::move(round));
  }
  return rounds;
}

CaseReport real_case(const std::string& id, const std::vector<std::int64_t>& durations) {
  CaseReport made;
  made.result.id = id;
  made.result.method = "read-write";
  made.result.source = trace::Source::real;
  made.result.bytes = 4096;
  made.result.cores = 2;
  made.result.syscalls = 2;
  made.result.syscalls_by_name = {{"read", 1}, {"write", 1}};
  made.evidence = {{"copies.cpu", "inferred"}, {"interrupts", "unavailable: none (veth)"}};
  made.facts.add("sender.page_faults.minor", 7);
  made.facts.add("munmap_ps", Count());
  made.facts.add("nic_features.scatter-gather", "on");
  made.rounds = rounds_of(durations);
  for (Round& each : made.rounds) {
    each.result.syscalls = 2;
    each.result.syscalls_by_name = made.result.syscalls_by_name;
    each.facts.add("drain", "copy");
    each.facts.add("tcp", Count());
  }
  return made;
}

TEST(Spread, is_the_median_the_ends_and_the_middle_half) {
  const Spread odd = spread_of(rounds_of({50, 10, 30, 20, 40}), &Result::duration_ps);
  EXPECT_EQ(odd, (Spread{5, 30, 10, 50, 20}));
  const Spread even = spread_of(rounds_of({10, 40, 20, 30}), &Result::duration_ps);
  EXPECT_EQ(even.median, 20); // the shorter of the middle two, which is a round's
  EXPECT_EQ(spread_of({}, &Result::duration_ps), Spread());
}

TEST(Spread, leaves_out_what_did_not_count_or_is_not_known) {
  std::vector<Round> rounds = rounds_of({10, 20, 1000});
  rounds[2].state = Round::State::rejected;
  rounds[0].result.interrupts = 4;
  EXPECT_EQ(spread_of(rounds, &Result::duration_ps).highest, 20);
  EXPECT_EQ(spread_of(rounds, &Result::interrupts), (Spread{1, 4, 4, 4, 0}));
}

TEST(ToldRound, is_the_one_nearest_to_the_median) {
  EXPECT_EQ(told_round(rounds_of({50, 10, 30, 20, 40})), 2U);
  EXPECT_EQ(told_round(rounds_of({10, 40, 20, 30})), 2U); // the shorter of the middle two
  EXPECT_EQ(told_round({}), std::nullopt);
}

TEST(Conclusions, are_medians_ratios_and_ties_both_ways) {
  Report report;
  report.cases = {real_case("a", {100, 101, 102, 103, 104, 105, 106}),
                  real_case("b", {50, 51, 52, 53, 54, 55, 56}),
                  real_case("c", {101, 100, 103, 102, 105, 104, 106}), real_case("d", {})};
  report.cases[3].state = CaseReport::State::unavailable;
  conclude(report);
  EXPECT_EQ(report.cases[0].result.duration_ps, 103);
  EXPECT_EQ(report.cases[0].duration.rounds, 7);
  EXPECT_FALSE(report.cases[0].ratio);
  ASSERT_TRUE(report.cases[1].ratio);
  EXPECT_NEAR(report.cases[1].ratio->ratio, 2, 0.1);
  EXPECT_FALSE(report.cases[1].ratio->is_tie());
  EXPECT_THAT(report.cases[0].ties, ElementsAre("c"));
  EXPECT_THAT(report.cases[2].ties, ElementsAre("a"));
  EXPECT_THAT(report.cases[1].ties, IsEmpty());
  EXPECT_FALSE(report.cases[3].ratio);
  EXPECT_EQ(report.reference()->id(), "a");
}

TEST(ReportJson, brings_a_real_report_back_whole) {
  Report report;
  report.scenario = "some";
  report.cases = {real_case("a", {100, 101, 102, 103, 104, 105, 106}),
                  real_case("b", {50, 51, 52, 53, 54, 55, 56}), real_case("c", {})};
  report.cases[1].note = "cancelled after 7 of 9 rounds";
  report.cases[1].rounds[3].state = Round::State::rejected;
  report.cases[1].rounds[3].reason = "it was not warm";
  report.cases[2].state = CaseReport::State::failed;
  report.cases[2].reason = "the receiver's checksum is not the file's";
  report.environment = {{"kernel", "Linux 6"}, {"interface", "lo"}};
  report.warnings = {"the CPU was shared"};
  report.cancelled = true;
  conclude(report);

  const nlohmann::ordered_json json = to_json(report);
  const Report again = report_in(nlohmann::ordered_json::parse(json.dump()));
  EXPECT_EQ(to_json(again), json);
  EXPECT_EQ(again.environment, report.environment);
  EXPECT_EQ(again.warnings, report.warnings);
  ASSERT_EQ(again.cases.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(again.cases[i].state, report.cases[i].state);
    EXPECT_EQ(again.cases[i].duration, report.cases[i].duration);
    EXPECT_EQ(again.cases[i].facts, report.cases[i].facts);
    EXPECT_EQ(again.cases[i].ties, report.cases[i].ties);
    EXPECT_EQ(again.cases[i].result.cores, 2);
    ASSERT_EQ(again.cases[i].rounds.size(), report.cases[i].rounds.size());
    for (std::size_t k = 0; k < again.cases[i].rounds.size(); ++k) {
      EXPECT_EQ(again.cases[i].rounds[k].facts, report.cases[i].rounds[k].facts);
      EXPECT_EQ(
          again.cases[i].rounds[k].result.syscalls,
          Count(again.cases[i].rounds[k].state == Round::State::counted ? Count(2) : Count()));
    }
  }
  EXPECT_TRUE(again.any_failed());
}

TEST(SendVerdict, is_of_all_sends_or_of_some) {
  const auto name = [](std::int64_t copied, std::int64_t not_copied, std::int64_t read) {
    return name_of(SendVerdict{copied, not_copied, read, {}, ""});
  };
  EXPECT_EQ(name(3, 0, 0), "copied");
  EXPECT_EQ(name(0, 3, 0), "not_copied");
  EXPECT_EQ(name(0, 0, 3), "read_for_checksum");
  EXPECT_EQ(name(1, 2, 0), "partly_copied");
  EXPECT_EQ(name(0, 2, 1), "partly_read_for_checksum");
  EXPECT_EQ(name(1, 2, 3), "partly_copied_and_read");
  EXPECT_EQ(name(0, 0, 0), "none");
}

TEST(SendVerdict, goes_through_json_and_back) {
  Report report;
  report.cases = {real_case("a", {10, 20})};
  report.cases[0].verdict =
      SendVerdict{1, 2, 3, SendVerdict::Evidence::said_by_the_kernel, "the card took them"};
  const auto json = to_json(report);
  EXPECT_EQ(json["cases"][0]["zero_copy"].dump(),
            R"({"copied":1,"not_copied":2,"read_for_checksum":3,)"
            R"("verdict":"partly_copied_and_read",)"
            R"("verdict_evidence":"said_by_the_kernel","reason":"the card took them"})");
  EXPECT_EQ(report_in(json).cases[0].verdict, report.cases[0].verdict);
}

TEST(KeptFacts, bring_back_what_a_trace_says_beside_its_figures) {
  Report report;
  report.cases = {real_case("a", {10, 20})};
  CaseReport& of = report.cases[0];
  of.facts.add("tcp.busy_us", 12);
  of.rounds[0].facts.add("seen_by_the_round_alone", 5);
  of.verdict = SendVerdict{1, 2, 3, SendVerdict::Evidence::said_by_the_kernel, "it took them"};
  of.sink = SinkTiming{61440, 900, 2'400'000, 2'300'000, 2'500'000, 7, *of.verdict};
  of.note = "cancelled after 2 of 9 rounds";
  conclude(report);
  CaseReport again;
  take_kept_facts(again, facts_to_keep(of));
  EXPECT_EQ(again.verdict, of.verdict);
  EXPECT_EQ(again.sink, of.sink);
  EXPECT_EQ(again.note, of.note);
  for (const Fact& each : of.facts.all)
    EXPECT_THAT(again.facts.all, testing::Contains(each)) << each.path;
  EXPECT_EQ(again.facts.count("seen_by_the_round_alone"), 5);
  EXPECT_FALSE(again.facts.has("zero_copy.copied"));
  EXPECT_EQ(facts_json(facts_to_keep(of))["zero_copy"], to_json(report)["cases"][0]["zero_copy"]);
}

TEST(KeptFacts, that_make_no_verdict_are_none) {
  const std::string deep(5'000, '.');
  for (const std::vector<Fact>& kept : std::vector<std::vector<Fact>>{
           {{"zero_copy.copied", std::int64_t{1}}},
           {{"zero_copy", std::int64_t{1}}, {"zero_copy.copied", std::int64_t{1}}},
           {{"note", std::int64_t{1}}, {"sink.chunk", std::string("x")}},
           {{"zero_copy.copied", std::int64_t{-1}},
            {"zero_copy.not_copied", std::int64_t{1}},
            {"zero_copy.read_for_checksum", std::int64_t{1}},
            {"zero_copy.verdict_evidence", std::string("inferred")},
            {"zero_copy.reason", std::string("none")}},
           {{"~", {}}, {"", std::string("x")}, {deep, std::int64_t{1}}}}) {
    CaseReport of;
    take_kept_facts(of, kept);
    EXPECT_FALSE(of.verdict);
    EXPECT_FALSE(of.sink);
    EXPECT_LE(facts_json(kept).dump().size(), 400U);
  }
}

TEST(ReportJson, keeps_what_scripts_read) {
  Report report;
  report.cases = {real_case("a", {100, 101, 102}), real_case("b", {50, 51, 52})};
  conclude(report);
  const auto json = to_json(report);
  const auto& second = json["cases"][1];
  EXPECT_EQ(second["status"], "ok");
  EXPECT_EQ(second["shortest_ps"], 50);
  EXPECT_EQ(second["longest_ps"], 52);
  EXPECT_EQ(second["ratio"]["to"], "a");
  EXPECT_TRUE(second["ratio"]["tie"].is_null()); // three rounds are too few to tell
  EXPECT_EQ(second["sender"]["page_faults"]["minor"], 7);
  EXPECT_TRUE(second["munmap_ps"].is_null());
  EXPECT_EQ(second["rounds"][2]["duration_ps"], 52);
  EXPECT_TRUE(second["rounds"][0]["tcp"].is_null());
  EXPECT_EQ(json["environment"]["nic_features"]["scatter-gather"], "on");
}

TEST(SimulatedReport, is_one_round_that_does_not_vary_and_all_of_it_is_the_models) {
  const scenario::Scenario scenario = program::load_scenario("four-ways", {});
  const Report report = program::simulate_cases(scenario, program::cases_of(scenario, {}));
  ASSERT_EQ(report.cases.size(), 4U);
  for (const CaseReport& each : report.cases) {
    EXPECT_TRUE(each.ran());
    EXPECT_EQ(each.duration.rounds, 1);
    EXPECT_EQ(each.duration.median, each.result.duration_ps);
    EXPECT_EQ(each.duration.between_quartiles, 0);
    EXPECT_EQ(evidence_of(each, "copies.cpu"), "model");
    EXPECT_THAT(each.ties, IsEmpty());
  }
  // Its JSON is that of its figures, and brings them back.
  const auto json = to_json(report);
  EXPECT_EQ(json.size(), 3U);
  EXPECT_EQ(json["cases"][1], to_json(report.cases[1].result));
  EXPECT_EQ(to_json(report_in(json)), json);
}

} // namespace
} // namespace copyscope::analysis
