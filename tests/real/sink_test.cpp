// The card that takes everything: that it takes what is sent and nothing else, and what is refused.
// No time decides a test: what sends cost is printed by a benchmark (bench/).
#include "real/sink/sink.h"
#include "tests/real/support.h"

#include <gtest/gtest.h>

namespace copyscope::real {

namespace {

using std::chrono::milliseconds;

std::vector<SinkFigure> measured(const std::vector<SinkSetting>& settings,
                                 const SinkLimits& limits = {.time = milliseconds(1000),
                                                             .within = 1e9}) {
  const std::atomic<bool> cancelled{false};
  return measure_on_sink(settings, limits, {}, cancelled);
}

TEST(Sink, EveryMethodIsTimedWithEitherSetting) {
  std::vector<SinkSetting> settings;
  for (const char* const method :
       {"read-write", "mmap-write", "sendfile", "splice", "vmsplice-splice", "msg-zerocopy",
        "io-uring", "io-uring-zc", "direct-io"})
    for (const bool gathers : {true, false})
      settings.push_back({method, sink_chunk, gathers});
  const auto figures = measured(settings);
  ASSERT_EQ(figures.size(), settings.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const SinkFigure& each = figures[i];
    EXPECT_EQ(each.unavailable, "") << settings[i].method;
    EXPECT_EQ(each.last_rejection, "") << settings[i].method;
    EXPECT_GT(each.passes, 5);
    EXPECT_LE(each.low_ps, each.ps_per_send);
    EXPECT_GE(each.high_ps, each.ps_per_send);
    EXPECT_GT(each.low_ps, 0);
    EXPECT_EQ(each.verdict.sends(), each.sends) << settings[i].method;
    printf("%-16s sg %d: %3ld passes %.3f us [%.3f %.3f] mapping %.3f  %ld copied %ld not %ld read: %s\n", settings[i].method.c_str(), settings[i].scatter_gather, each.passes, each.ps_per_send/1e6, each.low_ps/1e6, each.high_ps/1e6, each.mapping_ps/1e6, each.verdict.copied, each.verdict.not_copied, each.verdict.read_for_checksum, each.verdict.reason.c_str());
  }
}

} // namespace

} // namespace copyscope::real
