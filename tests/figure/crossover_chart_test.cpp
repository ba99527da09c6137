// The chart of a crossover: legible at every width, its points where the figures are.
#include "figure/charts/crossover_chart.h"

#include "tests/figure/fake_measure.h"
#include "tests/legibility/legibility.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::figure {
namespace {

using analysis::SendCurve;
using analysis::SentFrom;
using assets::Language;

/// A curve of a fixed cost and one by the page, as REAL_MODE.md's measured lines.
SendCurve curve_of(const char* method, SentFrom from, bool gathers, double fixed_us,
                   double page_us) {
  SendCurve curve;
  curve.method = method;
  curve.from = from;
  curve.scatter_gather = gathers;
  for (const std::int64_t chunk : {512, 1024, 2048, 4096, 8192, 16384, 32768, 61440}) {
    const auto ps = std::llround((fixed_us + page_us * static_cast<double>(chunk) / 4096) * 1e6);
    curve.measured.push_back({chunk, ps, ps * 98 / 100, ps * 102 / 100});
    curve.predicted.push_back({chunk, ps * 101 / 100, ps * 97 / 100, ps * 105 / 100});
  }
  curve.prediction_error = analysis::prediction_error(curve);
  return curve;
}

analysis::Crossover as_measured() {
  analysis::Crossover crossover;
  crossover.curves = {curve_of("read-write", SentFrom::file, true, 2.46, 0.56),
                      curve_of("mmap-write", SentFrom::mapped_once, true, 1.93, 0.32),
                      curve_of("mmap-write", SentFrom::mapped_anew, true, 2.1, 0.5),
                      curve_of("sendfile", SentFrom::file, true, 2.55, 0.105),
                      curve_of("msg-zerocopy", SentFrom::mapped_once, true, 2.40, 0.05),
                      curve_of("io-uring-zc", SentFrom::file, true, 2.9, 0.4),
                      curve_of("sendfile", SentFrom::file, false, 2.6, 0.45)};
  crossover.crossings = analysis::crossings_of(crossover.curves, "mmap-write");
  crossover.sends = 3413;
  crossover.device = "bridge";
  return crossover;
}

TEST(CrossoverChart, can_be_read_at_every_width_in_both_languages_and_all_themes) {
  const analysis::Crossover crossover = as_measured();
  for (const Language language : {Language::en, Language::zh})
    for (const Theme* const theme : {&print_theme(), &light_theme(), &dark_theme()})
      for (const float width : {480.0F, 640.0F, 960.0F}) {
        const CrossoverChartPlan plan{&crossover, true, SentFrom::mapped_once, "A title", "how"};
        const CrossoverChart chart =
            draw_crossover_chart(plan, width, 360, {*theme, measure, language});
        EXPECT_THAT(
            legibility_problems(chart.picture, {0, 0, chart.width, chart.height}, theme->ground),
            testing::IsEmpty())
            << width << ", " << theme->id;
      }
}

std::vector<std::string> groups_named(const Picture& picture, std::string_view name) {
  std::vector<std::string> found;
  for (const Shape& shape : picture.shapes())
    if (const auto* const group = std::get_if<Group>(&shape); group && group->about.name == name)
      found.push_back(group->about.text);
  return found;
}

TEST(CrossoverChart, shows_the_curves_of_its_setting_and_their_crossings) {
  const analysis::Crossover crossover = as_measured();
  const Style style{dark_theme(), measure, Language::en};
  const CrossoverChart on = draw_crossover_chart({&crossover, true}, 900, 360, style);
  const auto points = groups_named(on.picture, "point");
  EXPECT_EQ(points.size(), 5U * 8);
  EXPECT_EQ(std::ranges::count(points, "mmap-write"), 8);
  EXPECT_THAT(groups_named(on.picture, "crossing"),
              testing::UnorderedElementsAre("read-write mmap-write", "sendfile mmap-write",
                                            "msg-zerocopy mmap-write", "io-uring-zc mmap-write"));
  EXPECT_TRUE(has_curves({&crossover, false}));
  const CrossoverChart off = draw_crossover_chart({&crossover, false}, 900, 360, style);
  EXPECT_EQ(groups_named(off.picture, "point").size(), 8U);
  EXPECT_FALSE(has_curves({&crossover, false, SentFrom::private_buffer}) &&
               groups_named(off.picture, "crossing").size() > 0);
}

bool says(const Picture& picture, std::string_view what) {
  return std::ranges::any_of(picture.shapes(), [&](const Shape& shape) {
    const auto* const text = std::get_if<Label>(&shape);
    return text && text->text.find(what) != std::string::npos;
  });
}

TEST(CrossoverChart, over_file_sizes_its_axes_say_so) {
  analysis::Crossover crossover = as_measured();
  const Style style{light_theme(), measure, Language::en};
  EXPECT_FALSE(says(draw_crossover_chart({&crossover, true}, 900, 360, style).picture, "MiB"));
  crossover.over = analysis::Over::file_size;
  for (SendCurve& each : crossover.curves)
    for (auto* const points : {&each.measured, &each.predicted})
      for (analysis::SendCostPoint& point : *points)
        point.chunk *= 512;
  crossover.crossings = analysis::crossings_of(crossover.curves, "read-write");
  const CrossoverChart chart =
      draw_crossover_chart({&crossover, true, SentFrom::mapped_anew}, 900, 360, style);
  for (const char* const each : {"CPU time a MiB", "file size", "30 MiB", "µs/MiB at"})
    EXPECT_TRUE(says(chart.picture, each)) << each;
  EXPECT_FALSE(says(chart.picture, "chunk size"));
  EXPECT_THAT(
      legibility_problems(chart.picture, {0, 0, chart.width, chart.height}, light_theme().ground),
      testing::IsEmpty());
}

TEST(CrossoverChart, without_a_prediction_it_joins_what_was_measured) {
  analysis::Crossover crossover = as_measured();
  for (SendCurve& each : crossover.curves) {
    each.predicted.clear();
    each.prediction_error.reset();
  }
  crossover.crossings = analysis::crossings_of(crossover.curves, "mmap-write");
  const CrossoverChart chart =
      draw_crossover_chart({&crossover, true}, 900, 360, {light_theme(), measure, Language::zh});
  EXPECT_EQ(groups_named(chart.picture, "point").size(), 5U * 8);
}

} // namespace
} // namespace copyscope::figure
