// What good typography is in the two languages, as far as a test can tell.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace copyscope::assets::test {

/// The code points of a text in UTF-8.
std::vector<char32_t> code_points(std::string_view utf8);

bool is_han(char32_t point);

/// What is wrong with a Chinese text; empty where nothing is. A space stands between Chinese
/// characters and Latin letters or digits, and punctuation beside Chinese is full-width.
std::string chinese_fault(std::string_view text);

/// What is wrong with a text in either language: spaces at an end or doubled, no closing mark.
std::string fault(std::string_view text);

int english_words(std::string_view text);
int chinese_characters(std::string_view text);

/// The names of the placeholders in a text: {bytes}, and {count:copy|copies} as `count`.
std::set<std::string> placeholders(std::string_view text);

} // namespace copyscope::assets::test
