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
  const auto figures = measured({{"read-write"},
                                 {"mmap-write"},
                                 {"sendfile"},
                                 {"sendfile", sink_chunk, false},
                                 {"read-write", sink_chunk, false},
                                 {"mmap-write", 4096, true, true}});
  ASSERT_EQ(figures.size(), 6U);
  for (const SinkFigure& each : figures) {
    EXPECT_EQ(each.unavailable, "");
    EXPECT_EQ(each.last_rejection, "");
    EXPECT_GT(each.passes, 5);
    EXPECT_LE(each.low_ps, each.ps_per_send);
    EXPECT_GE(each.high_ps, each.ps_per_send);
    EXPECT_GT(each.low_ps, 0);
  }
}

} // namespace

} // namespace copyscope::real
