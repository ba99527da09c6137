// A line of text: cursor, selection, and what characters are.
#include "gui/control/text_line.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace copyscope::gui {
namespace {

using Move = TextLine::Move;

TEST(TextLine, what_is_selected_is_replaced_by_what_is_typed) {
  TextLine line("64 KiB");
  line.select_all();
  line.insert(U'8');
  line.insert(U' ');
  line.insert("KiB");
  EXPECT_EQ(line.text(), "8 KiB");
  EXPECT_EQ(line.cursor(), 5U);
  EXPECT_FALSE(line.has_selection());
}

TEST(TextLine, the_cursor_moves_by_characters_not_by_bytes) {
  TextLine line("a页é😀");
  std::vector<std::size_t> places;
  for (int i = 0; i < 5; ++i) {
    places.push_back(line.cursor());
    line.move(Move::back, false);
  }
  EXPECT_EQ(places, (std::vector<std::size_t>{10, 6, 4, 1, 0}));
  line.move(Move::on, false);
  line.erase_on(false);
  EXPECT_EQ(line.text(), "aé😀");
}

TEST(TextLine, shift_selects_and_an_arrow_without_it_leaves_the_selection) {
  TextLine line("abcd");
  line.move(Move::back, true);
  line.move(Move::back, true);
  EXPECT_EQ(line.selected(), "cd");
  line.move(Move::back, false);
  EXPECT_EQ(line.cursor(), 2U);
  line.move(Move::end, true);
  EXPECT_EQ(line.selected(), "cd");
  line.move(Move::on, false);
  EXPECT_EQ(line.cursor(), 4U);
}

TEST(TextLine, words_end_where_folders_do) {
  TextLine line("/home/me/file.toml");
  line.move(Move::word_back, true);
  EXPECT_EQ(line.selected(), "toml");
  line.erase_back(true);
  line.erase_back(true);
  EXPECT_EQ(line.text(), "/home/me/");
  line.move(Move::home, false);
  line.move(Move::word_on, false);
  line.move(Move::word_on, false);
  EXPECT_EQ(line.cursor(), 6U);
}

TEST(TextLine, what_is_no_text_is_left_out) {
  TextLine line("a\nb\x01\xff\xc3");
  EXPECT_EQ(line.text(), "ab");
  line.insert(char32_t{0x110000});
  EXPECT_EQ(line.text(), "ab");
}

TEST(TextLine, it_does_not_grow_without_end) {
  TextLine line(std::string(TextLine::most_bytes, 'x'));
  line.insert("y");
  EXPECT_EQ(line.text().size(), TextLine::most_bytes);
  line.select_all();
  line.insert("y");
  EXPECT_EQ(line.text(), "y");
}

RC_GTEST_PROP(TextLine, whatever_is_done_it_stays_between_characters, ()) {
  TextLine line;
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 14));
  const std::string typed[] = {"x", "页", "é", "😀", "\xff", " /"};
  for (const int step : steps) {
    if (step < 6) line.insert(typed[step]);
    if (step >= 6 && step < 12) line.move(static_cast<Move>(step - 6), step % 2 == 0);
    if (step == 12) line.erase_back(false);
    if (step == 13) line.erase_on(true);
    RC_ASSERT(line.begin() <= line.end());
    RC_ASSERT(line.end() <= line.text().size());
    // Each piece is text by itself: nothing is left out of it.
    for (const std::string& piece :
         {std::string(line.selected()), line.text().substr(0, line.cursor())})
      RC_ASSERT(TextLine(piece).text() == piece);
  }
}

} // namespace
} // namespace copyscope::gui
