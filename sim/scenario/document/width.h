// How much room a character takes on a terminal, so that a caret stands under what it marks.
#pragma once

#include <string_view>

namespace copyscope::scenario {

/// The first character (code point) of a text that is not empty; a byte where it is not UTF-8.
std::string_view first_character(std::string_view text);

/// Columns on a terminal: 0 for combining characters, 2 for East Asian wide ones and pictures.
int screen_width(std::string_view character);

} // namespace copyscope::scenario
