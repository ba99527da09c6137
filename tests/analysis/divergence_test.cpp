// Where a real run parts from the model: each cause with the evidence for it, and none without.
#include "sim/analysis/divergence.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// One case both ways, alike in everything: 64 KiB in 16 chunks of 4 KiB.
struct Planted {
  CaseReport simulated, real;
  Report run;

  Planted() {
    for (CaseReport* const each : {&simulated, &real}) {
      Result& result = each->result;
      result.id = "case";
      result.bytes = 65536;
      result.fidelity = scenario::Fidelity::linux;
      result.duration_ps = 1'000'000;
      result.time_ps = 990'000;
      result.syscalls = 16;
      result.mode_switches = 32;
      result.syscalls_by_name = {{"write", 16}};
      result.context_switches = result.interrupts = result.minor_faults = result.major_faults = 0;
      result.cpu_copies = result.dma_copies = 16;
      result.cpu_bytes = result.dma_bytes = 65536;
    }
    real.result.source = trace::Source::real;
    fact(work_path::chunk, 4096);
    fact(work_path::resident, 0);
    run.environment = {{"path", "192.0.2.7:4000"}, {"congestion_control", "reno"}};
  }

  void fact(std::string_view path, std::int64_t value) { real.facts.add(std::string(path), value); }
  void word(std::string_view path, std::string value) {
    real.facts.add(std::string(path), std::move(value));
  }
  std::vector<Divergence> all() const { return divergences(simulated, real, run); }
  std::vector<Cause> causes(std::string_view figure) const {
    std::vector<Cause> found;
    for (const Divergence& each : all())
      if (each.figure == figure) found.push_back(each.cause);
    return found;
  }
};

TEST(Divergence, what_is_equal_does_not_diverge_and_what_is_unknown_neither) {
  Planted planted;
  EXPECT_THAT(planted.all(), IsEmpty());
  planted.real.result.interrupts.reset();
  planted.simulated.result.interrupts = 3;
  EXPECT_THAT(planted.all(), IsEmpty());
}

TEST(Divergence, a_count_diverges_however_little_and_is_not_explained_without_evidence) {
  Planted planted;
  planted.real.result.cpu_copies = 17;
  ASSERT_EQ(planted.all().size(), 1U);
  EXPECT_EQ(planted.all()[0].figure, "copies.cpu");
  EXPECT_EQ(planted.all()[0].simulated, 16);
  EXPECT_EQ(planted.all()[0].real, 17);
  EXPECT_EQ(planted.all()[0].cause, Cause::not_explained);
  EXPECT_THAT(planted.all()[0].evidence, IsEmpty());
  EXPECT_FALSE(planted.all()[0].ratio);
}

TEST(Divergence, a_duration_diverges_only_beyond_what_its_rounds_spread) {
  Planted planted;
  planted.real.result.duration_ps = 1'040'000;
  planted.real.duration = {.rounds = 12,
                           .median = 1'040'000,
                           .lowest = 900'000,
                           .highest = 1'300'000,
                           .low = 1'000'000,
                           .high = 1'100'000};
  EXPECT_THAT(planted.all(), IsEmpty());
  planted.real.duration.low = 1'000'001;
  ASSERT_EQ(planted.all().size(), 1U);
  EXPECT_DOUBLE_EQ(*planted.all()[0].ratio, 1.04);
  EXPECT_DOUBLE_EQ(*planted.all()[0].ratio_low, 1.000001);
  EXPECT_DOUBLE_EQ(*planted.all()[0].ratio_high, 1.1);
  planted.real.duration.low = planted.real.duration.high = std::nullopt; // fewer than 6 rounds
  EXPECT_THAT(planted.all(), IsEmpty());
}

TEST(Divergence, a_case_that_did_not_run_has_none) {
  Planted planted;
  planted.real.result.cpu_copies = 17;
  planted.real.state = CaseReport::State::unavailable;
  EXPECT_THAT(planted.all(), IsEmpty());
}

/// A figure that differs, the evidence for a cause, and that cause.
struct Given {
  const char* name;
  Cause cause;
  const char* figure;
  void (*differs)(Planted&);
  void (*evidence)(Planted&);
};

void PrintTo(const Given& given, std::ostream* out) {
  *out << given.name;
}

const Given all_given[] = {
    {"blocking", Cause::blocking, "context_switches",
     [](Planted& p) { p.real.result.context_switches = 3; },
     [](Planted& p) { p.fact("sender.context_switches.voluntary", 3); }},
    {"blocking_in_time", Cause::blocking, "duration",
     [](Planted& p) {
       p.real.result.duration_ps = 2'000'000;
       p.real.result.time_ps = 1'200'000;
     },
     [](Planted& p) { p.fact("sender.context_switches.voluntary", 3); }},
    {"buffer_full", Cause::buffer_full, "context_switches",
     [](Planted& p) { p.real.result.context_switches = 3; },
     [](Planted& p) { p.fact("tcp.limited_by_send_buffer_us", 40); }},
    {"preempted", Cause::preempted, "context_switches",
     [](Planted& p) { p.real.result.context_switches = 1; },
     [](Planted& p) { p.fact("sender.context_switches.involuntary", 1); }},
    {"cpu_shared", Cause::cpu_shared, "duration",
     [](Planted& p) { p.real.result.duration_ps = 2'000'000; },
     [](Planted& p) { p.fact("waited_for_others_ps", 400'000); }},
    {"deferred_copy", Cause::deferred_copy, "bytes_copied.cpu",
     [](Planted& p) {
       p.real.result.cpu_bytes = 131072;
       p.fact("copied.local.bytes", 65536);
     },
     [](Planted& p) {
       p.real.verdict = SendVerdict{16, 0, 0, SendVerdict::Evidence::said_by_the_kernel, "local"};
     }},
    {"packet_copies", Cause::packet_copies, "copies.cpu",
     [](Planted& p) { p.real.result.cpu_copies = 19; },
     [](Planted& p) { p.fact("copied.card.bytes", 65536); }},
    {"cold_copy", Cause::cold_copy, "duration",
     [](Planted& p) {
       p.real.result.duration_ps = 2'000'000;
       p.fact("first_touch.first_ps", 20'000);
       p.fact("first_touch.again_ps", 6'000);
     },
     [](Planted& p) { p.fact("disk.read_bytes", 65536); }},
    {"first_touch", Cause::first_touch, "duration",
     [](Planted& p) {
       p.real.result.duration_ps = 2'000'000;
       p.fact("disk.read_bytes", 65536);
       p.fact("first_touch.first_ps", 20'000);
       p.fact("first_touch.again_ps", 6'000);
     },
     [](Planted& p) { p.word("first_touch.virtual_machine", "yes"); }},
    {"major_faults", Cause::major_faults, "page_faults.major",
     [](Planted& p) {
       p.real.result.major_faults = 1;
       p.fact("disk.read_bytes", 65536);
     },
     [](Planted& p) { p.fact("sender.page_faults.major", 1); }},
    {"fault_around", Cause::fault_around, "page_faults.minor",
     [](Planted& p) {
       p.simulated.result.minor_faults = 16;
       p.real.result.minor_faults = 1;
     },
     [](Planted& p) {
       for (CaseReport* const each : {&p.simulated, &p.real})
         each->result.syscalls_by_name.insert(each->result.syscalls_by_name.begin(), {"mmap", 1});
     }},
    {"large_folios", Cause::large_folios, "page_faults.minor",
     [](Planted& p) {
       p.simulated.result.minor_faults = 64;
       p.real.result.minor_faults = 1; // of 33 pages
       p.simulated.result.bytes = p.real.result.bytes = 33 * 4096;
     },
     [](Planted& p) {
       for (CaseReport* const each : {&p.simulated, &p.real})
         each->result.syscalls_by_name.insert(each->result.syscalls_by_name.begin(), {"mmap", 1});
     }},
    {"pacing", Cause::pacing, "duration", [](Planted& p) { p.real.result.duration_ps = 2'000'000; },
     [](Planted& p) { p.run.environment[1].second = "bbr"; }},
    {"merged_completions", Cause::merged_completions, "syscalls_by_name.recvmsg",
     [](Planted& p) {
       p.simulated.result.syscalls_by_name = {{"recvmsg", 16}};
       p.real.result.syscalls_by_name = {{"recvmsg", 1}};
       p.fact("completions.sends", 16);
     },
     [](Planted& p) { p.fact("completions.notifications", 1); }},
    {"no_completion_yet", Cause::no_completion_yet, "syscalls_by_name.poll",
     [](Planted& p) {
       p.simulated.result.syscalls_by_name = {{"recvmsg", 1}};
       p.real.result.syscalls_by_name = {{"recvmsg", 2}, {"poll", 1}};
     },
     [](Planted& p) { p.fact("completions.notifications", 1); }},
    {"partial_calls", Cause::partial_calls, "syscalls_by_name.write",
     [](Planted& p) {
       p.simulated.result.syscalls_by_name = {{"write", 8}};
       p.real.result.syscalls_by_name = {{"write", 16}};
     },
     [](Planted& p) { p.real.facts.all[0].value = std::int64_t{8192}; }}, // chunks of 8 KiB
    {"small_pipe", Cause::small_pipe, "syscalls_by_name.splice",
     [](Planted& p) {
       p.simulated.result.syscalls_by_name = {{"splice", 2}};
       p.real.result.syscalls_by_name = {{"splice", 32}};
       p.fact("pipe.bytes", 4096);
     },
     [](Planted& p) { p.word("pipe.holds_a_chunk", "no"); }},
    {"other_calls", Cause::other_calls, "mode_switches",
     [](Planted& p) { p.real.result.mode_switches = 34; },
     [](Planted& p) { p.real.result.syscalls_by_name.emplace_back("poll", 1); }},
    {"no_card", Cause::no_card, "copies.dma", [](Planted& p) { p.real.result.dma_copies = 1; },
     [](Planted& p) { p.run.environment[0].second = "veth"; }},
    {"disk_requests", Cause::disk_requests, "copies.dma",
     [](Planted& p) {
       p.real.result.dma_copies = 1;
       p.fact("disk.read_bytes", 65536);
     },
     [](Planted& p) { p.fact("disk.device_reads", 1); }},
    {"textbook_times", Cause::textbook_times, "duration",
     [](Planted& p) { p.real.result.duration_ps = 2'000'000; },
     [](Planted& p) { p.simulated.result.fidelity = scenario::Fidelity::textbook; }},
};

class CauseOf : public testing::TestWithParam<Given> {};

TEST_P(CauseOf, is_named_with_its_evidence_and_never_without) {
  const Given& given = GetParam();
  Planted planted;
  given.differs(planted);
  EXPECT_THAT(planted.causes(given.figure), Not(Contains(given.cause)));
  EXPECT_THAT(planted.causes(given.figure), Not(IsEmpty())) << "it differs all the same";
  given.evidence(planted);
  EXPECT_THAT(planted.causes(given.figure), Contains(given.cause));
  EXPECT_THAT(planted.causes(given.figure), Not(Contains(Cause::not_explained)));
  for (const Divergence& each : planted.all())
    EXPECT_EQ(each.evidence.empty(), each.cause == Cause::not_explained);
}

INSTANTIATE_TEST_SUITE_P(Divergence, CauseOf, testing::ValuesIn(all_given),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Divergence, every_cause_has_a_case_above_and_a_name_of_its_own) {
  std::vector<std::string_view> names;
  for (int i = 0; i < cause_count; ++i) {
    const auto cause = static_cast<Cause>(i);
    names.push_back(name_of(cause));
    EXPECT_TRUE(cause == Cause::not_explained ||
                std::ranges::count(all_given, cause, &Given::cause) > 0)
        << name_of(cause);
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Divergence, fewer_faults_than_fault_around_can_explain_are_not_explained_by_it) {
  Planted planted;
  planted.real.result.syscalls_by_name.insert(planted.real.result.syscalls_by_name.begin(),
                                              {"mmap", 1});
  planted.simulated.result.minor_faults = 16;
  planted.real.result.minor_faults = 0; // 16 pages take one at least
  EXPECT_THAT(planted.causes("page_faults.minor"), ElementsAre(Cause::not_explained));
}

TEST(Divergence, time_that_other_programs_had_is_not_time_that_the_sender_waited) {
  Planted planted;
  planted.real.result.duration_ps = 2'000'000;
  planted.real.result.time_ps = 1'200'000;
  planted.fact("sender.context_switches.voluntary", 1);
  planted.fact("waited_for_others_ps", 790'000); // 10,000 are left: next to nothing
  EXPECT_THAT(planted.causes("duration"), ElementsAre(Cause::cpu_shared));
}

TEST(Divergence, fewer_packets_than_copies_are_packets_all_the_same) {
  Planted planted;
  planted.real.result.cpu_copies = 5;
  planted.fact("copied.card.bytes", 65536);
  EXPECT_THAT(planted.causes("copies.cpu"), ElementsAre(Cause::packet_copies));
}

TEST(Divergence, calls_that_do_not_account_for_the_sum_do_not_explain_it) {
  Planted planted;
  planted.real.result.syscalls = 20;
  planted.real.result.syscalls_by_name = {{"write", 17}};
  EXPECT_THAT(planted.causes("syscalls"), ElementsAre(Cause::not_explained));
}

TEST(Divergence, a_fact_of_the_told_round_is_evidence_too) {
  Planted planted;
  planted.real.result.context_switches = 3;
  Round told;
  told.result.duration_ps = 1'000'000;
  told.facts.add("tcp.limited_by_send_buffer_us", 40);
  planted.real.rounds = {told};
  EXPECT_THAT(planted.causes("context_switches"), ElementsAre(Cause::buffer_full));
}

TEST(Divergence, its_json_has_the_evidence_by_path) {
  Planted planted;
  planted.real.result.cpu_copies = 19;
  planted.fact("copied.card.bytes", 65536);
  planted.fact("copied.card.times", 3);
  EXPECT_EQ(to_json(planted.all()).dump(),
            R"([{"figure":"copies.cpu","simulated":16,"real":19,"ratio":null,)"
            R"("cause":"packet_copies",)"
            R"("evidence":{"copied.card.bytes":65536,"copied.card.times":3}}])");
}

} // namespace
} // namespace copyscope::analysis
