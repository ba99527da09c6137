// Text on a terminal: how many columns it takes, and where its lines may break.
//
// Chinese characters take two columns. Control characters are shown as "?", so that a title from
// somebody's file cannot steer the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::cli {

/// Columns that UTF-8 text takes. Bytes that are no UTF-8 count one each.
int display_width(std::string_view text);

/// The text with tabs (and line breaks, unless they are kept) as spaces, and every other control
/// character as "?".
std::string printable(std::string_view text, bool keeps_line_breaks = false);

/// Breaks a paragraph into lines of at most `width` columns: at spaces, between Chinese characters
/// (never before a closing mark or after an opening one), and inside a word only where it alone is
/// too long. Never returns nothing: an empty text is one empty line.
std::vector<std::string> wrap(std::string_view paragraph, int width);

/// Columns of the widest piece of the text that wrap() would not break: a word, a character.
int widest_word(std::string_view text);

/// The paragraph wrapped, every line indented, with line ends. `first` stands before the first
/// line's text, inside the indentation: "1. ".
std::string indented(std::string_view paragraph, int indent, int width,
                     std::string_view first = {});

/// A text of several paragraphs, apart by empty lines, each wrapped and indented.
std::string paragraphs(std::string_view text, int indent, int width);

/// The text with spaces to fill `width` columns; left or right of them.
std::string pad_right(std::string_view text, int width);
std::string pad_left(std::string_view text, int width);

} // namespace copyscope::cli
