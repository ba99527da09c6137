// What a crossover's prediction is judged by.
#include "predict/crossover.h"

#include "program/catalog.h"
#include "sim/scenario/presets.h"

#include <gtest/gtest.h>

namespace copyscope::predict {
namespace {

constexpr std::int64_t fitted = 12 << 10, not_fitted = 8 << 10; // fitted_settings()

scenario::Machine sink_preset() {
  return scenario::load_preset(program::find_preset("sink").value(), "sink.toml");
}

/// A send of those chunks, with what is predicted of it and what was measured.
analysis::SendCurve predicted_curve(const char* method, bool gathers) {
  analysis::Crossover crossover;
  analysis::SendCurve& curve = crossover.curves.emplace_back();
  curve.method = method;
  curve.scatter_gather = gathers;
  for (const std::int64_t chunk : {not_fitted, fitted})
    curve.measured.push_back({chunk, 1'000'000, 1'000'000, 1'000'000});
  add_predictions(crossover, sink_preset(), method);
  return crossover.curves.front();
}

TEST(CrossoverPrediction, is_judged_only_by_what_it_was_not_fitted_to) {
  for (const char* method : {"read-write", "sendfile"}) {
    const analysis::SendCurve curve = predicted_curve(method, true);
    ASSERT_TRUE(curve.prediction_error);
    EXPECT_EQ(curve.prediction_error, analysis::prediction_error(curve, {fitted})) << method;
    EXPECT_NE(curve.prediction_error, analysis::prediction_error(curve)) << method;
  }
}

TEST(CrossoverPrediction, of_what_was_never_fitted_is_judged_at_every_size) {
  const analysis::SendCurve curve = predicted_curve("splice", true);
  ASSERT_TRUE(curve.prediction_error);
  EXPECT_EQ(curve.prediction_error, analysis::prediction_error(curve));
}

} // namespace
} // namespace copyscope::predict
