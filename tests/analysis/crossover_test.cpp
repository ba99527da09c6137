#include "sim/analysis/crossover.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace copyscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A point whose median is known to ± 1 %.
SendCostPoint at(std::int64_t chunk, std::int64_t ps) {
  return {chunk, ps, ps - ps / 100, ps + ps / 100};
}

TEST(Crossover, a_method_pays_from_where_the_lines_cross) {
  // At 2 KiB it saves -1, at 4 KiB +1: half-way between on a logarithmic scale.
  const Payoff payoff = payoff_of({at(1024, 30'000), at(2048, 31'000), at(4096, 32'000)},
                                  {at(1024, 20'000), at(2048, 30'000), at(4096, 33'000)});
  ASSERT_TRUE(payoff.from_bytes);
  EXPECT_NEAR(*payoff.from_bytes, 2048 * 1.414, 2);
  EXPECT_FALSE(payoff.everywhere);
  EXPECT_THAT(payoff.islands, IsEmpty());
  EXPECT_THAT(payoff.ties, IsEmpty());
}

TEST(Crossover, islands_below_and_ties_are_told) {
  // As was measured of read + MSG_ZEROCOPY: paid at 8 KiB, lost at 16, tied at 32, paid at 60.
  const Payoff payoff = payoff_of(
      {at(4096, 50'000), at(8192, 50'000), at(16384, 60'000), at(32768, 80'000), at(61440, 90'000)},
      {at(4096, 40'000), at(8192, 56'000), at(16384, 55'000), at(32768, 80'500),
       at(61440, 120'000)});
  ASSERT_TRUE(payoff.from_bytes);
  EXPECT_EQ(*payoff.from_bytes, 61440);
  EXPECT_THAT(payoff.islands, ElementsAre(PayingIsland{8192, 8192}));
  EXPECT_THAT(payoff.ties, ElementsAre(32768));
}

TEST(Crossover, everywhere_and_nowhere) {
  const std::vector<SendCostPoint> cheap{at(1024, 10'000), at(4096, 11'000)},
      dear{at(1024, 20'000), at(4096, 30'000)};
  EXPECT_TRUE(payoff_of(cheap, dear).everywhere);
  EXPECT_EQ(payoff_of(cheap, dear).from_bytes, 1024);
  EXPECT_FALSE(payoff_of(dear, cheap).from_bytes);
  EXPECT_FALSE(payoff_of(dear, cheap).everywhere);
}

TEST(Crossover, what_pays_but_not_at_the_end_is_an_island) {
  const Payoff payoff = payoff_of({at(1024, 10'000), at(2048, 10'000), at(4096, 30'000)},
                                  {at(1024, 20'000), at(2048, 20'000), at(4096, 20'000)});
  EXPECT_FALSE(payoff.from_bytes);
  EXPECT_THAT(payoff.islands, ElementsAre(PayingIsland{1024, 2048}));
}

TEST(Crossover, only_sizes_that_both_have_count) {
  EXPECT_EQ(payoff_of({at(1024, 1'000)}, {at(2048, 2'000)}), Payoff());
  EXPECT_EQ(payoff_of({}, {}), Payoff());
  EXPECT_TRUE(payoff_of({at(512, 9'000), at(1024, 1'000)}, {at(1024, 2'000)}).everywhere);
}

SendCurve curve(const std::string& method, SentFrom from, bool gathers, std::int64_t ps) {
  SendCurve made;
  made.method = method;
  made.from = from;
  made.scatter_gather = gathers;
  made.measured = {at(1024, ps), at(4096, ps)};
  return made;
}

TEST(Crossover, curves_are_compared_that_are_counted_alike) {
  const std::vector<SendCurve> curves{curve("mmap-write", SentFrom::mapped_once, true, 30'000),
                                      curve("mmap-write", SentFrom::mapped_anew, true, 40'000),
                                      curve("msg-zerocopy", SentFrom::mapped_once, true, 20'000),
                                      curve("msg-zerocopy", SentFrom::mapped_anew, true, 35'000),
                                      curve("sendfile", SentFrom::file, true, 25'000),
                                      curve("sendfile", SentFrom::file, false, 50'000)};
  std::vector<std::pair<std::size_t, std::size_t>> compared;
  for (const Crossing& each : crossings_of(curves, "mmap-write"))
    compared.emplace_back(each.method, each.against);
  using Pair = std::pair<std::size_t, std::size_t>;
  EXPECT_THAT(compared,
              testing::UnorderedElementsAre(Pair{2, 0}, Pair{4, 0}, Pair{3, 1}, Pair{4, 1}));
}

TEST(Crossover, a_prediction_decides_by_its_curve_and_not_its_band) {
  SendCurve method = curve("sendfile", SentFrom::file, true, 20'000),
            against = curve("read-write", SentFrom::file, true, 30'000);
  method.predicted = {{1024, 20'000, 10'000, 40'000}, {4096, 20'000, 10'000, 40'000}};
  against.predicted = {{1024, 21'000, 10'000, 40'000}, {4096, 22'000, 10'000, 40'000}};
  const auto crossings = crossings_of({method, against}, "read-write");
  ASSERT_EQ(crossings.size(), 1U);
  ASSERT_TRUE(crossings[0].predicted);
  EXPECT_TRUE(crossings[0].predicted->everywhere);
}

TEST(Crossover, the_error_of_a_prediction_is_that_at_measured_sizes) {
  SendCurve method = curve("sendfile", SentFrom::file, true, 20'000);
  EXPECT_FALSE(prediction_error(method));
  method.predicted = {at(1024, 21'000), at(2048, 90'000), at(4096, 19'400)};
  ASSERT_TRUE(prediction_error(method));
  EXPECT_NEAR(*prediction_error(method), (0.05 + 0.03) / 2, 1e-9);
  EXPECT_NEAR(*prediction_error(method, {4096}), 0.05, 1e-9); // what the model was fitted to
  EXPECT_FALSE(prediction_error(method, {1024, 4096}));
}

TEST(Crossover, as_json_says_what_was_measured_and_where_it_pays) {
  Crossover crossover;
  crossover.curves = {curve("read-write", SentFrom::file, true, 30'000),
                      curve("sendfile", SentFrom::file, true, 20'000)};
  crossover.crossings = crossings_of(crossover.curves, "read-write");
  crossover.no_prediction = "not calibrated";
  const auto json = to_json(crossover);
  EXPECT_EQ(json["path"], "sink");
  EXPECT_EQ(json["curves"][1]["measured"][0]["cpu_ps_per_send"], 20'000);
  EXPECT_EQ(json["crossings"][0]["method"], "sendfile");
  EXPECT_EQ(json["crossings"][0]["measured"]["always_from_bytes"], 1024);
  EXPECT_TRUE(json["crossings"][0]["predicted"].is_null());
  EXPECT_EQ(json["no_prediction"], "not calibrated");
}

TEST(Crossover, over_file_sizes_its_points_are_of_files_and_mebibytes) {
  Crossover crossover;
  crossover.over = Over::file_size;
  crossover.curves = {curve("read-write", SentFrom::file, true, 30'000),
                      curve("mmap-write", SentFrom::mapped_anew, true, 20'000)};
  crossover.curves[1].measured.front() = at(1024, 50'000); // mapping is paid once a file
  crossover.crossings = crossings_of(crossover.curves, "read-write");
  const auto json = to_json(crossover);
  EXPECT_EQ(json["over"], "file-size");
  EXPECT_EQ(to_json(Crossover())["over"], "chunk");
  const auto& point = json["curves"][1]["measured"][0];
  EXPECT_EQ(point["file_size"], 1024);
  EXPECT_EQ(point["cpu_ps_per_mib"], 50'000);
  EXPECT_FALSE(point.contains("chunk"));
  EXPECT_FALSE(point.contains("cpu_ps_per_send"));
  const std::int64_t from = json["crossings"][0]["measured"]["always_from_bytes"];
  EXPECT_GT(from, 1024);
  EXPECT_LT(from, 4096);
  EXPECT_EQ(crossover_in(json), crossover);
}

TEST(Crossover, comes_out_of_its_json_as_it_was) {
  Crossover crossover;
  SendCurve reference;
  reference.method = "read-write";
  reference.measured = {at(1024, 20'000), at(2048, 30'000), at(4096, 33'000)};
  SendCurve mapped;
  mapped.method = "msg-zerocopy";
  mapped.from = SentFrom::mapped_anew;
  mapped.measured = {at(1024, 30'000), at(2048, 29'000), at(4096, 30'000)};
  mapped.predicted = {at(1024, 31'000), at(4096, 30'500)};
  mapped.prediction_error = prediction_error(mapped);
  mapped.verdict = {.copied = 2,
                    .not_copied = 7,
                    .read_for_checksum = 1,
                    .evidence = SendVerdict::Evidence::said_by_the_kernel,
                    .reason = "why"};
  SendCurve none;
  none.method = "io-uring-zc";
  none.scatter_gather = false;
  none.unavailable = "ENOSYS";
  crossover.curves = {reference, mapped, none};
  crossover.crossings = crossings_of(crossover.curves, "read-write");
  crossover.sends = 17;
  crossover.device = "dummy";
  ASSERT_EQ(crossover.crossings.size(), 1U);
  EXPECT_EQ(crossover_in(to_json(crossover)), crossover);
  crossover.no_prediction = "not calibrated";
  EXPECT_EQ(crossover_in(to_json(crossover)), crossover);
  EXPECT_EQ(crossover_in(to_json(Crossover())), Crossover());
}

TEST(Crossover, its_mean_error_is_over_the_curves_that_have_one) {
  Crossover crossover;
  EXPECT_EQ(mean_prediction_error(crossover), std::nullopt);
  crossover.curves.resize(3);
  crossover.curves[0].prediction_error = 0.02;
  crossover.curves[2].prediction_error = 0.06;
  EXPECT_DOUBLE_EQ(mean_prediction_error(crossover).value(), 0.04);
}

} // namespace
} // namespace copyscope::analysis
