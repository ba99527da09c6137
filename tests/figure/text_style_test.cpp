// Where lines break, and what is shortened.
#include "figure/kit/text_style.h"
#include "tests/figure/fake_measure.h"

#include <gmock/gmock.h>

namespace copyscope::figure {
namespace {

using testing::ElementsAre;

constexpr Font ten{Face::regular, 10}; // 5.5 a Latin character, 10 a Chinese one

TEST(Wrap, breaks_at_spaces_and_at_line_ends) {
  const FakeMeasure measure;
  EXPECT_THAT(wrap("one two three", ten, 40, measure), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one\ntwo", ten, 400, measure), ElementsAre("one", "two"));
  EXPECT_THAT(wrap("", ten, 40, measure), ElementsAre(""));
}

TEST(Wrap, keeps_a_number_and_its_unit_together) {
  const FakeMeasure measure;
  EXPECT_THAT(wrap("copies 64 KiB now", ten, 50, measure), ElementsAre("copies", "64 KiB", "now"));
  EXPECT_THAT(wrap("in 4 parts", ten, 30, measure), ElementsAre("in 4", "parts"));
}

TEST(Wrap, nobody_s_word_of_a_million_letters_is_set_whole) {
  const FakeMeasure measure;
  const std::vector<std::string> lines =
      wrap(std::string(1 << 20, 'x') + " end", ten, 400, measure);
  std::size_t bytes = 0;
  for (const std::string& line : lines)
    bytes += line.size();
  EXPECT_LT(bytes, 500u);
  EXPECT_TRUE(lines.back().ends_with("… end")) << lines.back();
}

TEST(Wrap, breaks_between_chinese_characters_but_not_before_a_closing_mark) {
  const FakeMeasure measure;
  EXPECT_THAT(wrap("页缓存，网卡", ten, 32, measure), ElementsAre("页缓", "存，网", "卡"));
}

TEST(Wrap, breaks_a_word_only_where_it_alone_is_too_long) {
  const FakeMeasure measure;
  EXPECT_THAT(wrap("a abcdefgh", ten, 22.5F, measure), ElementsAre("a", "abcd", "efgh"));
}

TEST(Shortened, ends_with_an_ellipsis_where_it_does_not_fit) {
  const FakeMeasure measure;
  EXPECT_EQ(shortened("short", ten, 100, measure), "short");
  const std::string cut = shortened(std::string(10'000, 'x'), ten, 100, measure);
  EXPECT_TRUE(cut.ends_with("…"));
  EXPECT_LE(measure.width(cut, ten), 100);
}

} // namespace
} // namespace copyscope::figure
