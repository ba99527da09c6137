// A thousand runs of random sizes, chunks and methods over loopback: every byte arrives, by
// whichever method, however the file is cut.
#include "tests/real/support.h"

#include <gtest/gtest.h>
#include <random>

namespace copyscope::real {
namespace {

#if defined(COPYSCOPE_SANITIZED)
constexpr int turns = 8;
#else
constexpr int turns = 56;
#endif
constexpr const char* ids[] = {"read-write", "mmap-write",      "sendfile",
                               "splice",     "vmsplice-splice", "msg-zerocopy",
                               "io-uring",   "io-uring-zc",     "direct-io"};
constexpr int chunks_a_turn = 2; // 56 turns of 9 methods twice: 1,008 runs

class Dice {
public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::int64_t up_to(std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(engine_);
  }
  /// As likely small as large.
  std::int64_t of_any_size(int most_bits) {
    return up_to((std::int64_t{1} << up_to(most_bits)) - 1) + 1;
  }

private:
  std::mt19937_64 engine_;
};

std::vector<scenario::Case> some_cases(Dice& dice) {
  constexpr std::int64_t most_calls = 400, block = 4096;
  std::vector<scenario::Case> cases;
  for (int i = 0; i < chunks_a_turn; ++i) {
    const std::int64_t size = dice.of_any_size(21) - dice.up_to(1);
    const std::int64_t chunk = std::max(dice.of_any_size(20), size / most_calls + 1);
    const bool cold = dice.up_to(7) == 0;
    for (const char* id : ids) {
      const bool direct = std::string_view(id) == "direct-io";
      cases.push_back(case_of(id, size, direct ? (chunk + block - 1) / block * block : chunk));
      cases.back().id += "-" + std::to_string(i);
      if (cold) cases.back().workload.page_cache.fraction = parse_decimal("0");
    }
  }
  return cases;
}

TEST(RandomRuns, bring_every_byte_by_every_method) {
  constexpr unsigned seed = 20261130;
  Dice dice(seed);
  int equal = 0, kept_away = 0;
  for (int turn = 0; turn < turns; ++turn) {
    const auto scenario = scenario_of(some_cases(dice));
    const Report report = run_all(scenario, options_of(1));
    EXPECT_FALSE(report.any_failed());
    for (std::size_t i = 0; i < report.cases.size(); ++i) {
      const CaseReport& each = report.cases[i];
      const scenario::Workload& workload = scenario.cases[i].workload;
      const bool excused = each.reason.starts_with("io_uring_setup: ") ||
                           each.reason.find("rejected") != std::string::npos; // never cold
      kept_away += !each.ran() && excused;
      EXPECT_TRUE(each.ran() || excused)
          << each.id() << ", " << workload.file_size.count() << " B by " << workload.chunk.count()
          << ": " << each.reason;
      if (each.ran()) equal += told(each).facts.word("checksum") == "equal";
    }
  }
  EXPECT_EQ(equal + kept_away, turns * chunks_a_turn * static_cast<int>(std::size(ids)));
}

} // namespace
} // namespace copyscope::real
