// Widths and line breaks of text on a terminal.
#include "cli/terminal/display.h"

#include "cli/terminal/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace copyscope::cli {
namespace {

using ::testing::ElementsAre;

TEST(Width, chinese_takes_two_columns_a_character) {
  EXPECT_EQ(display_width("copy"), 4);
  EXPECT_EQ(display_width("复制"), 4);
  EXPECT_EQ(display_width("CPU 复制次数"), 12);
  EXPECT_EQ(display_width("，“→"), 4); // a wide comma; quotes and arrows are narrow
}

TEST(Width, combining_marks_take_none) {
  EXPECT_EQ(display_width("e\u0301"), 1);
}

TEST(Width, bytes_that_are_no_utf8_count_one_each) {
  EXPECT_EQ(display_width("\xff\xfe"), 2);
  EXPECT_EQ(display_width("\xe5\xa4"), 2); // a character cut short
}

TEST(Printable, control_characters_are_defused) {
  EXPECT_EQ(printable("a\x1b[2Jb\nc\td"), "a?[2Jb c d");
  EXPECT_EQ(printable("a\u202eb"), "a?b"); // a change of direction
  EXPECT_EQ(printable("复\xff"), "复?");
}

TEST(Wrap, breaks_at_spaces) {
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("", 7), ElementsAre(""));
}

TEST(Wrap, breaks_between_chinese_characters_but_not_before_a_closing_mark) {
  EXPECT_THAT(wrap("一二三四，五", 8), ElementsAre("一二三", "四，五"));
  EXPECT_THAT(wrap("一二（三四）", 6), ElementsAre("一二", "（三", "四）"));
}

TEST(Wrap, breaks_a_word_only_where_it_alone_is_too_long) {
  EXPECT_THAT(wrap("ab abcdefghij c", 4), ElementsAre("ab", "abcd", "efgh", "ij c"));
}

TEST(Wrap, a_line_break_of_the_source_is_a_space_but_not_between_chinese_characters) {
  EXPECT_THAT(wrap("one\ntwo", 20), ElementsAre("one two"));
  EXPECT_THAT(wrap("一\n二", 20), ElementsAre("一二"));
}

RC_GTEST_PROP(Wrap, no_line_is_wider_and_nothing_is_lost, ()) {
  const auto piece = rc::gen::element<std::string>("a", "word", " ", "  ", "复", "，", "（", "）",
                                                   "longer-word", "→");
  std::string text;
  for (const std::string& each : *rc::gen::container<std::vector<std::string>>(piece))
    text += each;
  const int width = *rc::gen::inRange(4, 40);
  std::string joined;
  for (const std::string& line : wrap(text, width)) {
    RC_ASSERT(display_width(line) <= width);
    joined += line;
  }
  std::erase(joined, ' ');
  std::erase(text, ' ');
  RC_ASSERT(joined == text);
}

TEST(Indented, hangs_below_what_stands_first) {
  EXPECT_EQ(indented("one two", 2, 9, "1. "), "  1. one\n     two\n");
}

TEST(Grouped, has_a_comma_from_five_digits_on) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(-999), "-999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(9999), "9,999");
  EXPECT_EQ(grouped(10000), "10,000");
  EXPECT_EQ(grouped(1907350), "1,907,350");
  EXPECT_EQ(grouped(-100000), "-100,000");
}

} // namespace
} // namespace copyscope::cli
