// Characters of UTF-8 text, the columns that they take on a terminal, and where lines may break.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first character of a text that is not empty; a byte that starts none stands for itself.
Character first_of(std::string_view text);

/// 2 for East Asian Wide and Fullwidth (Unicode 15, UAX #11), 0 for combining marks, else 1.
int columns_of(char32_t code);

/// Control characters, those that change the direction of text among them.
bool is_control(char32_t code);

/// A piece that no line break divides.
struct Piece {
  std::string text;
  int columns = 0;
  bool after_space = false;
};

/// The pieces of a paragraph: words, and single wide characters with the marks that cling to them.
/// A line break of the source is a space, but between two wide characters it is nothing.
std::vector<Piece> pieces_of(std::string_view text);

/// A text on one line, without control characters and without marks that turn the direction of
/// what follows.
std::string on_one_line(std::string_view text);

} // namespace copyscope::figure
