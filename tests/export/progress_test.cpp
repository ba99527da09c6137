// Every format says how far it has come, and can be stopped on the way.
#include "tests/export/exported_runs.h"

#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

/// Of the tests alone.
struct HalfWay {};

class Told : public testing::TestWithParam<const char*> {
protected:
  static Runs run() {
    static const auto trace =
        std::make_shared<const trace::Trace>(run_of(scenario_of("read-write", 8'000'000, 4096)));
    return {trace};
  }
};

TEST_P(Told, progress_rises_from_0_towards_1) {
  std::vector<double> told;
  find_format(GetParam())
      ->write(
          run(), {}, [](std::string_view) {}, [&](double done) { told.push_back(done); });
  ASSERT_GE(told.size(), 4U);
  EXPECT_EQ(told.front(), 0);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_GT(told.back(), 0.7);
  EXPECT_LE(told.back(), 1);
}

TEST_P(Told, progress_of_a_part_is_of_that_part) {
  Options options;
  options.from = Time::from_ps(run().front()->end().ps() / 2);
  double last = 0;
  find_format(GetParam())
      ->write(
          run(), options, [](std::string_view) {}, [&](double done) { last = done; });
  EXPECT_GT(last, 0.5);
  EXPECT_LE(last, 1);
}

TEST_P(Told, whoever_is_told_can_stop_it) {
  std::size_t bytes = 0, whole = 0;
  find_format(GetParam())
      ->write(
          run(), {}, [&](std::string_view piece) { whole += piece.size(); }, [](double) {});
  EXPECT_THROW(find_format(GetParam())
                   ->write(
                       run(), {}, [&](std::string_view piece) { bytes += piece.size(); },
                       [](double done) {
                         if (done > 0.4) throw HalfWay();
                       }),
               HalfWay);
  EXPECT_LT(bytes, whole);
}

INSTANTIATE_TEST_SUITE_P(Formats, Told,
                         testing::Values("csv", "perfetto", "vcd", "wavejson", "mermaid", "json"),
                         [](const auto& each) { return std::string(each.param); });

} // namespace
} // namespace copyscope::exports
