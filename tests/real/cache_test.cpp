// The state of the page cache that a round asks for is the one that was there.
#include "real/cache_state.h"
#include "real/judge.h"
#include "tests/real/support.h"

#include <gmock/gmock.h>
#include <linux/magic.h>
#include <sys/statfs.h>

namespace copyscope::real {
namespace {

constexpr std::int64_t pages = 256;
constexpr std::int64_t cached_size = pages * 4096 - 100;

Report run_at(const char* fraction, const std::string& method) {
  auto scenario = scenario_of({case_of(method, cached_size, 65536)});
  scenario.cases[0].workload.page_cache.fraction = parse_decimal(fraction);
  return run_all(scenario, options_of(2));
}

class CacheStates : public testing::TestWithParam<const char*> {};

TEST_P(CacheStates, cold_is_cold_and_read_from_disk) {
  const Report report = run_at("0", GetParam());
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  for (const Round& round : report.cases[0].rounds) {
    EXPECT_EQ(round.facts.count("page_cache.resident_pages_before").value_or(0), 0);
    EXPECT_EQ(round.facts.count("page_cache.resident_pages_after").value_or(pages), pages);
    EXPECT_GE(round.facts.count("disk.read_bytes").value_or(cached_size), cached_size);
  }
}

TEST_P(CacheStates, warm_is_warm_and_nothing_is_read_from_disk) {
  const Report report = run_at("1", GetParam());
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  for (const Round& round : report.cases[0].rounds) {
    EXPECT_EQ(round.facts.count("page_cache.resident_pages_before").value_or(pages), pages);
    EXPECT_EQ(round.facts.count("disk.read_bytes").value_or(0), 0);
  }
}

TEST_P(CacheStates, a_fraction_is_a_resident_prefix) {
  const Report report = run_at("0.25", GetParam());
  ASSERT_EQ(trouble_of(report.cases[0]), "");
  for (const Round& round : report.cases[0].rounds)
    EXPECT_EQ(round.facts.count("page_cache.resident_pages_before").value_or(pages / 4), pages / 4);
}

INSTANTIATE_TEST_SUITE_P(Methods, CacheStates,
                         testing::Values("read-write", "mmap-write", "sendfile"),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

TEST(Cache, before_linux_6_5_mincore_tells_what_cachestat_would) {
  EXPECT_EQ(in_child([]() -> std::string {
              constexpr unsigned cachestat = 451;
              if (!forbid_call(cachestat, ENOSYS)) return "no seccomp";
              std::string said;
              for (const char* fraction : {"0", "0.25", "1"}) {
                const Report report = run_at(fraction, "sendfile");
                const CaseReport& result = report.cases[0];
                said += trouble_of(result);
                for (const Round& round : result.rounds)
                  if (round.state == Round::State::counted)
                    said +=
                        std::string(round.facts.word("page_cache.evidence")) + " " +
                        std::to_string(
                            round.facts.count("page_cache.resident_pages_before").value_or(-1)) +
                        ";";
              }
              return said;
            }),
            "mincore 0;mincore 0;mincore 64;mincore 64;mincore 256;mincore 256;");
}

TEST(Cache, on_tmpfs_cold_is_unavailable_and_warm_is_not) {
  struct statfs system {};
  if (statfs("/dev/shm", &system) != 0 || system.f_type != TMPFS_MAGIC)
    GTEST_SKIP() << "no tmpfs at /dev/shm";
  auto scenario =
      scenario_of({case_of("sendfile", 65536, 65536), case_of("read-write", 65536, 65536)});
  scenario.cases[0].workload.page_cache.fraction = parse_decimal("0");
  Options options = options_of(1);
  options.directory = "/dev/shm";
  const Report report = run_all(scenario, options);
  EXPECT_THAT(trouble_of(report.cases[0]), testing::HasSubstr("tmpfs"));
  EXPECT_EQ(trouble_of(report.cases[1]), "");
}

/// A round that went well, for judge().
class Judge : public testing::Test {
protected:
  Judge() {
    planned_.size = 100;
    file_.size = 100;
    file_.checksum = 42;
    file_.file = FileDescriptor(dup(0));
    fstat(file_.file.get(), &file_.seen);
    exchange_.ran = true;
    exchange_.received.bytes = 100;
    exchange_.received.has_checksum = true;
    exchange_.received.checksum = 42;
  }
  Observed judged() const { return judge(planned_, file_, exchange_, Drain::copy); }

  PlannedCase planned_;
  SentFile file_;
  Exchange exchange_;
};

TEST_F(Judge, counts_a_round_in_which_all_went_well) {
  EXPECT_EQ(judged().state, Observed::State::counted);
  EXPECT_EQ(judged().checksum, Observed::Checksum::equal);
}

TEST_F(Judge, fails_a_wrong_checksum) {
  exchange_.received.checksum = 43;
  EXPECT_EQ(judged().state, Observed::State::failed);
  EXPECT_EQ(judged().checksum, Observed::Checksum::different);
}

TEST_F(Judge, fails_a_wrong_checksum_even_where_the_cache_was_not_as_asked) {
  exchange_.received.checksum = 43;
  exchange_.rejected = "a warm run has read from disk";
  EXPECT_EQ(judged().state, Observed::State::failed);
}

TEST_F(Judge, rejects_a_round_whose_cache_was_not_as_asked) {
  exchange_.rejected = "a warm run has read from disk";
  EXPECT_EQ(judged().state, Observed::State::rejected);
  EXPECT_EQ(judged().reason, "a warm run has read from disk");
}

TEST_F(Judge, fails_a_round_that_lost_bytes) {
  exchange_.received.bytes = 99;
  EXPECT_EQ(judged().reason, "the receiver got 99 of 100 B");
}

} // namespace
} // namespace copyscope::real
