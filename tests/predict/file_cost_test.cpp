// What sending a file costs by its size, as it is predicted.
#include "predict/crossover.h"
#include "predict/send_cost.h"
#include "program/catalog.h"
#include "sim/scenario/presets.h"

#include <gmock/gmock.h>

namespace copyscope::predict {
namespace {

using analysis::SentFrom;
using real::SinkSetting;

constexpr std::int64_t file_chunk = 60 << 10;

scenario::Machine sink_machine() {
  return scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
}

double us_of(Time time) {
  return static_cast<double>(time.ps()) / 1e6;
}

SendCost cost_of_file(const char* method, std::int64_t size) {
  return send_cost(sink_machine(), {.method = method, .chunk = file_chunk, .file = size});
}

TEST(FileCost, of_whole_chunks_its_sends_are_those_of_any_other) {
  for (const char* const method : {"read-write", "mmap-write", "sendfile"}) {
    const SinkSetting sends{method, file_chunk};
    EXPECT_NEAR(us_of(cost_of_file(method, 10 * file_chunk).sends),
                us_of(send_cost(sink_machine(), sends).sends), 0.05)
        << method;
  }
}

TEST(FileCost, a_short_last_chunk_is_a_send_of_its_own) {
  const double whole = us_of(cost_of_file("read-write", file_chunk).sends),
               with_rest = us_of(cost_of_file("read-write", file_chunk + 4096).sends) * 2;
  const SinkSetting rest{"read-write", 4096};
  EXPECT_NEAR(with_rest, whole + us_of(send_cost(sink_machine(), rest).sends), 0.1);
}

TEST(FileCost, mapping_is_of_a_file_of_that_size) {
  const auto mapping = [](std::int64_t chunks) {
    return us_of(cost_of_file("mmap-write", chunks * file_chunk).mapping) *
           static_cast<double>(chunks);
  };
  // A call to map, another to unmap, and by the page beside: never as much as for 32 MiB.
  const double page_costs = (mapping(101) - mapping(1)) / 100, calls = mapping(1) - page_costs;
  EXPECT_GT(page_costs, 0);
  EXPECT_GT(calls, 0);
  EXPECT_NEAR(mapping(11), calls + 11 * page_costs, 0.05 * mapping(11));
}

analysis::SendCurve curve_of_files(const char* method, SentFrom from) {
  analysis::SendCurve curve;
  curve.method = method;
  curve.from = from;
  for (const std::int64_t size : crossover_file_sizes())
    curve.measured.push_back({size, 1, 1, 1});
  return curve;
}

TEST(FileCost, predicted_by_the_mebibyte_over_file_sizes) {
  analysis::Crossover crossover;
  crossover.over = analysis::Over::file_size;
  crossover.curves = {curve_of_files("sendfile", SentFrom::file),
                      curve_of_files("mmap-write", SentFrom::mapped_once),
                      curve_of_files("mmap-write", SentFrom::mapped_anew)};
  for (analysis::SendCurve& each : crossover.curves)
    each.measured.erase(each.measured.begin() + 7, each.measured.end()); // those of many MiB
  add_predictions(crossover, sink_machine(), "sendfile");
  const auto& once = crossover.curves[1].predicted;
  const auto& anew = crossover.curves[2].predicted;
  ASSERT_EQ(once.size(), anew.size());
  ASSERT_GE(once.size(), 7U);
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_GT(anew[i].ps, once[i].ps) << anew[i].chunk;
    EXPECT_EQ(anew[i].chunk % 4096, 0);
  }
  // A file of one page is one send: by the MiB it is 256 of them.
  const SendCost page =
      send_cost(sink_machine(), {.method = "mmap-write", .chunk = 4096, .file = 4096});
  EXPECT_EQ(once.front().ps, 256 * page.sends.ps());
  EXPECT_EQ(anew.front().ps, 256 * (page.sends + page.mapping).ps());
  EXPECT_LT(anew.back().ps - once.back().ps, anew.front().ps - once.front().ps);
}

} // namespace
} // namespace copyscope::predict
