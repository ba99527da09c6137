// Every method for real: its calls, its bytes, and what is said of its sends.
#include "real/methods/registry.h"
#include "sim/methods/registry.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <sys/resource.h>

namespace copyscope::real {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr std::int64_t kibi = 1024;

constexpr const char* all_ids[] = {"read-write", "mmap-write",      "sendfile",
                                   "splice",     "vmsplice-splice", "msg-zerocopy",
                                   "io-uring",   "io-uring-zc",     "direct-io"};

std::vector<scenario::Case> every_way(std::int64_t size, std::int64_t chunk, bool gathers = true) {
  std::vector<scenario::Case> cases;
  for (const char* id : all_ids)
    cases.push_back(case_of(id, size, chunk, gathers));
  return cases;
}

/// io_uring may be forbidden here, as it is in many containers; then the reason says so.
bool is_kept_from_io_uring(const CaseReport& each) {
  return !each.ran() && each.reason.starts_with("io_uring_setup: ");
}

TEST(Methods, are_those_of_the_simulator_or_say_why_not) {
  for (const methods::Method& each : methods::all_methods().all())
    EXPECT_NE(find_method(each.id) == nullptr, why_missing(each.id).empty()) << each.id;
}

TEST(Methods, make_the_calls_of_the_textbook) {
  // 9 chunks and a short one
  const Report report =
      run_all(scenario_of(every_way(9 * 28 * kibi + 7, 28 * kibi)), options_of(2));
  const std::vector<std::vector<std::pair<std::string, std::int64_t>>> expected{
      {{"read", 10}, {"write", 10}},
      {{"write", 10}, {"mmap", 1}},
      {{"sendfile", 10}},
      {{"splice", 20}},
      {{"mmap", 1}, {"splice", 10}, {"vmsplice", 10}},
      {{"mmap", 1}, {"send", 10}},
      {{"io_uring_enter", 10}},
      {{"io_uring_enter", 10}},
      {{"read", 10}, {"write", 10}}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const CaseReport& each = report.cases[i];
    if (is_kept_from_io_uring(each)) continue;
    ASSERT_EQ(trouble_of(each), "");
    auto calls = each.result.syscalls_by_name;
    std::erase_if(calls, [](const auto& call) { // as many as the kernel likes
      return call.first == "poll" || call.first == "recvmsg";
    });
    EXPECT_EQ(calls, expected[i]) << each.id();
  }
}

class Sizes : public testing::TestWithParam<std::pair<std::int64_t, std::int64_t>> {};

TEST_P(Sizes, arrive_byte_by_byte_by_every_method) {
  const auto& [size, chunk] = GetParam();
  for (const Path path : {Path::loopback, Path::automatic}) {
    const Report report = run_all(scenario_of(every_way(size, chunk)), options_of(2, path));
    for (const CaseReport& each : report.cases) {
      if (is_kept_from_io_uring(each)) continue;
      ASSERT_EQ(trouble_of(each), "");
      for (const Round& round : each.rounds)
        EXPECT_EQ(round.facts.word("checksum"), "equal") << each.id();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Methods, Sizes,
                         testing::Values(std::pair{0, 4096}, std::pair{1, 4096},
                                         std::pair{4095, 4096}, std::pair{4097, 4096},
                                         std::pair{1'000'003, 64 * 1024},
                                         std::pair{3'000'000, 1 << 20}));

TEST(ZeroCopy, is_what_the_kernel_says_and_a_local_socket_makes_it_a_copy) {
  const Report report = run_all(scenario_of(every_way(256 * kibi, 64 * kibi)), options_of(2));
  for (const CaseReport& each : report.cases) {
    if (is_kept_from_io_uring(each)) continue;
    ASSERT_TRUE(each.verdict) << trouble_of(each);
    EXPECT_EQ(each.verdict->sends(), 4) << each.id();
    const bool asks = find_method(each.result.method)->asks_for_zerocopy();
    EXPECT_EQ(name_of(each.verdict->evidence), asks ? "said_by_the_kernel" : "inferred");
    const bool refers = find_method(each.result.method)->sends_references;
    EXPECT_EQ(analysis::name_of(*each.verdict), refers ? "not_copied" : "copied") << each.id();
    if (asks) {
      EXPECT_THAT(each.verdict->reason, HasSubstr("skb_orphan_frags_rx"));
      EXPECT_EQ(each.facts.count("copied.local.bytes"), 256 * kibi);
      EXPECT_EQ(each.facts.word("copied.local.evidence"), "measured");
    }
  }
}

TEST(ZeroCopy, is_none_by_any_method_where_the_card_does_not_gather) {
  const Report report =
      run_all(scenario_of(every_way(256 * kibi, 64 * kibi, false)), options_of(1, Path::automatic));
  if (said_of(report, "interface") == "lo") GTEST_SKIP() << "no veth here";
  for (const CaseReport& each : report.cases) {
    if (is_kept_from_io_uring(each)) continue;
    ASSERT_TRUE(each.verdict) << trouble_of(each);
    EXPECT_EQ(analysis::name_of(*each.verdict), "copied") << each.id();
    EXPECT_EQ(each.facts.count("copied.local.bytes"), 0) << each.id();
    if (find_method(each.result.method)->sends_with == Call::write ||
        each.result.method == "io-uring")
      continue;
    EXPECT_THAT(each.verdict->reason, HasSubstr("does not gather"));
  }
}

TEST(DirectIo, reads_from_the_disk_whatever_is_in_the_cache) {
  const Report report = run_all(
      scenario_of({case_of("direct-io", 100'000, 8192), case_of("direct-io", 100'000, 5000)}),
      options_of(1));
  const CaseReport& each = report.cases[0];
  if (!each.ran()) GTEST_SKIP() << each.reason; // the file may lie on no disk
  EXPECT_GE(each.result.dma_bytes.value_or(100'000), 100'000);
  EXPECT_EQ(each.facts.count("copied.read.bytes"), 0);
  EXPECT_EQ(each.result.cpu_bytes, 100'000); // write()
  EXPECT_THAT(report.cases[1].reason, HasSubstr("a chunk has 5000 B"));
}

TEST(Splice, is_made_smaller_by_a_pipe_that_may_not_grow_and_that_is_said) {
  EXPECT_EQ(in_child([]() -> std::string {
              if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) return "skip";
              const Report report =
                  run_all(scenario_of({case_of("splice", 8 << 20, 4 << 20)}), options_of(1));
              const CaseReport& each = report.cases[0];
              if (!each.ran()) return each.reason;
              const std::int64_t pipe = each.facts.count("pipe.bytes").value_or(0);
              if (pipe >= 4 << 20) return "no, 1 all";
              return std::string(each.facts.word("pipe.holds_a_chunk")) + ", " +
                     std::to_string(*each.result.syscalls * pipe / (16 << 20)) + " all";
            }),
            "no, 1 all");
}

TEST(Sendings, that_ask_for_zerocopy_wait_where_no_more_may_be_pinned) {
  EXPECT_EQ(in_child([]() -> std::string {
              const rlimit limit{3 << 20, 3 << 20}; // of it each send takes 1 MiB and 8 KiB
              setrlimit(RLIMIT_MEMLOCK, &limit);
              if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0) return "skip";
              const Report report =
                  run_all(scenario_of({case_of("msg-zerocopy", 16 << 20, 1 << 20)}), options_of(2));
              const CaseReport& each = report.cases[0];
              if (!each.ran()) return each.reason;
              return std::to_string(analysis::figure(each.result, "syscalls_by_name.send").value());
            }),
            "16");
}

} // namespace
} // namespace copyscope::real
