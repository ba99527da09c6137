// Lengths as people write them.
#include "export/data/length.h"

#include <gtest/gtest.h>

namespace copyscope::exports {
namespace {

TEST(Length, is_a_number_and_a_unit) {
  for (const char* const text : {"2.54cm", "25.4 mm", "1in", " 72pt ", "1.0 in"}) {
    const auto length = length_in(text);
    ASSERT_TRUE(length) << text;
    EXPECT_NEAR(length->points, 72, 1e-9) << text;
    EXPECT_FALSE(length->in_pixels) << text;
  }
}

TEST(Length, in_pixels_is_one_on_a_screen) {
  EXPECT_EQ(length_in("96px"), (Length{72, true}));
  EXPECT_EQ(length_in("96"), (Length{72, true}));
}

TEST(Length, is_nothing_without_a_unit_or_without_sense) {
  for (const char* const text :
       {"", " ", "cm", "8 km", "8cm wide", "-8cm", "0cm", "0.5mm", "6000mm", "inf cm", "nan cm",
        "1e3mm", "8,5cm", "99999999999999999999px"})
    EXPECT_FALSE(length_in(text)) << text;
}

TEST(TypeSize, is_in_points_in_pixels_or_in_what_suits_the_width) {
  using Unit = TypeSize::Unit;
  EXPECT_EQ(type_size_in("8pt"), (TypeSize{8, Unit::points}));
  EXPECT_EQ(type_size_in(" 14 px "), (TypeSize{14, Unit::pixels}));
  EXPECT_EQ(type_size_in("7.5"), (TypeSize{7.5, Unit::unsaid}));
  EXPECT_EQ(type_size_in("40"), (TypeSize{40, Unit::unsaid})); // which pixels may be
}

TEST(TypeSize, is_nothing_that_nobody_could_read) {
  for (const char* const text :
       {"", "pt", "4.9pt", "25pt", "6px", "49px", "49", "8cm", "-8", "nan", "inf pt", "8 pt big"})
    EXPECT_FALSE(type_size_in(text)) << text;
}

} // namespace
} // namespace copyscope::exports
