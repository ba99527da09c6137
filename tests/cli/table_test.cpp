// Tables: aligned, wrapped, split.
#include "cli/terminal/display.h"
#include "cli/terminal/table.h"

#include <gtest/gtest.h>
#include <sstream>

namespace copyscope::cli {
namespace {

Terminal terminal(int width = 80) {
  Terminal result;
  result.width = width;
  return result;
}

TEST(Table, columns_line_up_in_either_script) {
  Table table({{"case"}, {"time", Align::right}});
  table.add({{"复制"}, {"5 us"}});
  table.add({{"x"}, {"15 us"}});
  EXPECT_EQ(table.text(terminal()), "case   time\n"
                                    "复制   5 us\n"
                                    "x     15 us\n");
}

TEST(Table, heads_take_two_lines_where_that_spares_columns) {
  Table table({{"case"}, {"CPU copies", Align::right}});
  table.add({{"x"}, {"2"}});
  EXPECT_EQ(table.text(terminal()), "         CPU\n"
                                    "case  copies\n"
                                    "x          2\n");
}

TEST(Table, a_word_of_a_head_is_never_cut) {
  Table table({{"case"}, {"Descriptors", Align::right}});
  table.add({{"x"}, {"2"}});
  EXPECT_NE(table.text(terminal(20)).find("Descriptors"), std::string::npos);
}

TEST(Table, what_is_too_wide_is_split_beside_the_first_column_again) {
  Table table({{"case"}, {"one", Align::right}, {"two", Align::right}, {"three", Align::right}});
  table.add({{"x"}, {"1"}, {"2"}, {"3"}});
  EXPECT_EQ(table.text(terminal(16)), "case  one  two\n"
                                      "x       1    2\n"
                                      "\n"
                                      "case  three\n"
                                      "x         3\n");
}

TEST(Table, a_note_stands_below_its_row_from_the_second_column_to_the_end) {
  Table table({{"case"}, {"figure"}, {"real", Align::right}});
  table.add({{"x"}, {"copies"}, {"5"}});
  table.add_note("why: a reason that takes two lines");
  table.add({{""}, {"calls"}, {"12"}});
  EXPECT_EQ(table.text(terminal(26)), "case  figure  real\n"
                                      "x     copies     5\n"
                                      "      why: a reason that\n"
                                      "      takes two lines\n"
                                      "      calls     12\n");
  EXPECT_EQ(table.markdown(), "| case | figure | real |\n"
                              "| --- | --- | ---: |\n"
                              "| x | copies | 5 |\n"
                              "| why: a reason that takes two lines | | |\n"
                              "|  | calls | 12 |\n");
}

TEST(Table, a_column_that_may_wrap_does) {
  Table table({{"id"}, {"about", Align::left, true}});
  table.add({{"x"}, {"some words about what it is"}});
  std::istringstream lines(table.text(terminal(24)));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count)
    EXPECT_LE(display_width(line), 24);
  EXPECT_EQ(count, 3);
}

TEST(Table, nothing_trails) {
  Table table({{"a"}, {"b"}}, 2);
  table.add({{"x"}, {""}});
  EXPECT_EQ(table.text(terminal()), "  a  b\n  x\n");
}

TEST(Table, colour_changes_no_position) {
  Table table({{"a"}, {"b", Align::right}});
  table.add({{"x", Look::strong}, {"1", Look::cpu_copy}});
  Terminal colourful = terminal();
  colourful.colour = true;
  EXPECT_EQ(table.text(colourful), "\033[1ma\033[0m  \033[1mb\033[0m\n"
                                   "\033[1mx\033[0m  \033[33m1\033[0m\n");
}

TEST(Markdown, a_bar_in_a_cell_does_not_end_it) {
  Table table({{"a"}, {"b", Align::right}});
  table.add({{"x|y"}, {"1"}});
  EXPECT_EQ(table.markdown(), "| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n");
}

} // namespace
} // namespace copyscope::cli
