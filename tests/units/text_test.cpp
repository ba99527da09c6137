// What messages are made of: excerpts of foreign text, and the nearest right name.
#include "sim/units/excerpt.h"
#include "sim/units/nearest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <vector>

namespace copyscope::units {
namespace {

TEST(Excerpt, cuts_between_characters) {
  EXPECT_EQ(excerpt("四种走法", 4), "四种走法");
  EXPECT_EQ(excerpt("四种走法", 2), "四种…");
  EXPECT_EQ(excerpt("", 2), "");
}

TEST(Excerpt, replaces_control_characters_and_keeps_tabs_where_asked) {
  EXPECT_EQ(excerpt("a\tb\x7f"), "a\xEF\xBF\xBD"
                                 "b\xEF\xBF\xBD");
  EXPECT_EQ(excerpt("a\tb", 9, true), "a\tb");
  EXPECT_EQ(excerpt("\xC2\x9B"), "\xEF\xBF\xBD"); // U+009B, which terminals take for ESC [
}

TEST(CharacterLength, knows_utf_8) {
  EXPECT_EQ(character_length("a"), 1U);
  EXPECT_EQ(character_length("µ"), 2U);
  EXPECT_EQ(character_length("四"), 3U);
  EXPECT_EQ(character_length("\xF0\x9F\x98\x80"), 4U);
  EXPECT_EQ(character_length("\xF4\x8F\xBF\xBF"), 4U);
  for (const char* wrong :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE5\x9B", "\xE5\x9B\x61", "\xFF"})
    EXPECT_EQ(character_length(wrong), 0U);
  EXPECT_EQ(character_length(""), 0U);
}

RC_GTEST_PROP(ExcerptProperty, is_always_utf_8, (const std::string& text)) {
  const std::string result = excerpt(text, 10);
  for (std::size_t i = 0; i < result.size();) {
    const std::size_t length = character_length(std::string_view(result).substr(i));
    RC_ASSERT(length > 0U);
    i += length;
  }
}

std::string nearest_of(std::string_view wrong) {
  const std::vector<std::string_view> names = {"file_size", "chunk", "page_cache", "clients", "B"};
  return std::string(nearest(wrong, names));
}

TEST(Nearest, finds_slips_of_the_pen) {
  EXPECT_EQ(nearest_of("chnk"), "chunk");
  EXPECT_EQ(nearest_of("chukn"), "chunk");
  EXPECT_EQ(nearest_of("CHUNK"), "chunk");
  EXPECT_EQ(nearest_of("filesize"), "file_size");
  EXPECT_EQ(nearest_of("page-cache"), "page_cache");
  EXPECT_EQ(nearest_of("client"), "clients");
}

TEST(Nearest, says_nothing_where_nothing_is_near) {
  EXPECT_EQ(nearest_of("bandwidth"), "");
  EXPECT_EQ(nearest_of("x"), "");
  EXPECT_EQ(nearest_of(""), "");
  EXPECT_EQ(nearest_of(std::string(100'000, 'c')), "");
}

TEST(EditDistance, counts_swaps_of_neighbours_as_one) {
  EXPECT_EQ(edit_distance("abcd", "abdc", 9), 1);
  EXPECT_EQ(edit_distance("abcd", "abcd", 9), 0);
  EXPECT_EQ(edit_distance("", "abc", 9), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting", 9), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3);
}

RC_GTEST_PROP(EditDistanceProperty, is_the_same_both_ways,
              (const std::string& a, const std::string& b)) {
  RC_ASSERT(edit_distance(a, b, 1'000) == edit_distance(b, a, 1'000));
}

} // namespace
} // namespace copyscope::units
