// How large a sheet is, and its type.
#include "export/paper/sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

using testing::HasSubstr;

constexpr float narrowest = 300;
constexpr Length screen = in_pixels(960);

Options options_of(const char* width, const char* type) {
  Options options;
  if (*width != 0) options.width = length_in(width);
  if (*type != 0) options.type = type_size_in(type);
  return options;
}

/// Of type, which is 13 units high: points.
double type_of(const char* width, const char* type) {
  return 13 * sheet_scale(options_of(width, type), screen, narrowest).points_per_unit;
}

std::string error_of(const char* width, const char* type) {
  try {
    sheet_scale(options_of(width, type), screen, narrowest);
  } catch (const BadOptions& error) {
    return error.what();
  }
  return {};
}

TEST(SheetScale, has_type_of_seven_points_on_paper_and_of_thirteen_pixels_on_screens) {
  EXPECT_NEAR(type_of("8cm", ""), 7, 1e-6);
  EXPECT_NEAR(type_of("17cm", ""), 7, 1e-6);
  EXPECT_NEAR(type_of("960px", ""), 13 * 0.75, 1e-6);
  EXPECT_NEAR(type_of("", ""), 13 * 0.75, 1e-6);
}

TEST(SheetScale, has_type_as_large_as_asked_for) {
  EXPECT_NEAR(type_of("12cm", "9pt"), 9, 1e-6);
  EXPECT_NEAR(type_of("12cm", "9"), 9, 1e-6);
  EXPECT_NEAR(type_of("960px", "16px"), 12, 1e-6);
  EXPECT_NEAR(type_of("", "16"), 12, 1e-6);
  const SheetScale scale = sheet_scale(options_of("12cm", "9pt"), screen, narrowest);
  EXPECT_NEAR(scale.width * scale.points_per_unit, 12 / 2.54 * 72, 1e-3);
}

TEST(SheetScale, is_narrower_with_smaller_type) {
  EXPECT_EQ(error_of("5cm", "5pt"), "");
  EXPECT_THAT(error_of("5cm", ""), HasSubstr("at least 5.699 cm"));
  EXPECT_THAT(error_of("8cm", "12pt"), HasSubstr("at least 9.769 cm with type of that size"));
}

TEST(SheetScale, refuses_type_that_does_not_go_with_the_width) {
  EXPECT_THAT(error_of("8cm", "14px"), HasSubstr("type in pixels, but a width on paper"));
  EXPECT_THAT(error_of("960px", "8pt"), HasSubstr("type in points, but a width in pixels"));
  EXPECT_THAT(error_of("", "8pt"), HasSubstr("type in points"));
  EXPECT_THAT(error_of("20cm", "40"), HasSubstr("from 5 to 24 pt can be read"));
  EXPECT_THAT(error_of("960px", "6"), HasSubstr("from 7 to 48 px can be read"));
}

} // namespace
} // namespace copyscope::exports
