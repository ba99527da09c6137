// The crossover on a terminal: what its cells say, and in which unit.
#include "cli/terminal/crossover_text.h"

#include "cli/terminal/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

analysis::Crossover one_curve(bool predicts) {
  analysis::Crossover crossover;
  analysis::SendCurve& curve = crossover.curves.emplace_back();
  curve.method = "read-write";
  curve.measured = {{4096, 3'000'000, 2'900'000, 3'100'000}};
  if (predicts) curve.predicted = {{4096, 2'950'000, 2'950'000, 2'950'000}};
  return crossover;
}

std::string text_of(const analysis::Crossover& crossover, Language language) {
  return crossover_text(crossover, language, {.width = 200});
}

TEST(CrossoverText, says_in_which_unit_its_cells_are_and_what_stands_behind_the_arrow) {
  const std::string text = text_of(one_curve(true), Language::en);
  EXPECT_THAT(text, HasSubstr("3.00 ±0.10 → 2.95"));
  EXPECT_THAT(text, HasSubstr("in µs: measured ± half of the 95 % interval → predicted"));
  EXPECT_THAT(text_of(one_curve(true), Language::zh), HasSubstr("单位为 µs：实测 ± "));
}

TEST(CrossoverText, without_a_prediction_has_no_arrow) {
  EXPECT_THAT(text_of(one_curve(false), Language::en), Not(HasSubstr("→")));
}

TEST(CrossoverText, over_file_sizes_is_of_a_mib) {
  analysis::Crossover crossover = one_curve(true);
  crossover.over = analysis::Over::file_size;
  EXPECT_THAT(text_of(crossover, Language::en), HasSubstr("in µs/MiB: measured"));
}

} // namespace
} // namespace copyscope::cli
