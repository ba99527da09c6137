#include "tests/assets/typography.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace copyscope::assets::test {

namespace {

bool is_latin(char32_t point) {
  return point < 0x80 && std::isalnum(static_cast<int>(point));
}

bool is_half_width_mark(char32_t point) {
  return point < 0x80 &&
         std::string_view(",;:?!()").find(static_cast<char>(point)) != std::string_view::npos;
}

} // namespace

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> result;
  for (const char each : utf8) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte < 0x80)
      result.push_back(byte);
    else if (byte >= 0xC0)
      result.push_back(byte & (byte < 0xE0 ? 0x1Fu : byte < 0xF0 ? 0x0Fu : 0x07u));
    else if (!result.empty())
      result.back() = result.back() << 6 | (byte & 0x3Fu);
  }
  return result;
}

bool is_han(char32_t point) {
  return point >= 0x4E00 && point <= 0x9FFF;
}

std::string chinese_fault(std::string_view text) {
  const std::vector<char32_t> points = code_points(text);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const char32_t a = points[i], b = points[i + 1];
    const std::string place = " at character " + std::to_string(i + 1);
    if ((is_han(a) && is_latin(b)) || (is_latin(a) && is_han(b))) return "no space" + place;
    if ((is_han(a) && is_half_width_mark(b)) || (is_half_width_mark(a) && is_han(b)))
      return "half-width punctuation" + place;
  }
  return fault(text);
}

std::string fault(std::string_view text) {
  if (text.empty()) return "empty";
  if (text.front() == ' ' || text.back() == ' ') return "a space at an end";
  if (text.find("  ") != std::string_view::npos) return "two spaces";
  if (std::ranges::count(text, '{') != std::ranges::count(text, '}')) return "an open brace";
  return {};
}

int english_words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  int words = 0;
  for (std::string word; stream >> word;)
    if (std::ranges::any_of(word, [](unsigned char c) { return std::isalnum(c); })) ++words;
  return words;
}

int chinese_characters(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(code_points(text), is_han));
}

std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const std::size_t end = text.find_first_of(":}", open);
    names.emplace(text.substr(open + 1, end - open - 1));
  }
  return names;
}

} // namespace copyscope::assets::test
