// The model's order on a terminal.
#include "cli/terminal/real_times.h"

#include "cli/terminal/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::cli {
namespace {

analysis::CaseReport of_duration(const char* id, std::int64_t duration) {
  analysis::CaseReport made;
  made.result.id = id;
  made.result.duration_ps = duration;
  return made;
}

TEST(OrderText, joins_what_the_model_does_not_tell_apart_by_an_equals_sign) {
  analysis::Report model;
  model.cases = {of_duration("a", 30), of_duration("b", 20), of_duration("c", 20),
                 of_duration("d", 10)};
  EXPECT_THAT(order_text(model, model, Language::en, {.width = 200}),
              testing::HasSubstr("the model's order is a > b = c > d."));
}

} // namespace
} // namespace copyscope::cli
