// From places to bytes and back, and the line around a place.
#include "sim/scenario/document/source.h"

#include "sim/units/excerpt.h"

#include <algorithm>

namespace copyscope::scenario {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The length in bytes of what counts as one character.
std::size_t step(std::string_view text) {
  return std::max<std::size_t>(units::character_length(text), 1);
}

/// `count` characters of the text, or all of it.
std::size_t bytes_of_characters(std::string_view text, int count) {
  std::size_t bytes = 0;
  for (; count > 0 && bytes < text.size(); --count)
    bytes += step(text.substr(bytes));
  return bytes;
}

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '+' || c == '.' || c == ':';
}

/// Where a string literal's content begins and how it is delimited.
struct Literal {
  std::size_t content = 0;    ///< bytes before the content
  bool escapes = false;       ///< whether a backslash means something
  std::string_view delimiter; ///< empty: not a string literal
};

Literal literal_at(std::string_view text) {
  for (std::string_view delimiter : {"\"\"\"", "'''", "\"", "'"}) {
    if (!text.starts_with(delimiter)) continue;
    Literal literal{delimiter.size(), delimiter[0] == '"', delimiter};
    if (delimiter.size() == 3) { // a line end right after the delimiter is no content
      if (text.substr(3).starts_with("\n")) literal.content += 1;
      if (text.substr(3).starts_with("\r\n")) literal.content += 2;
    }
    return literal;
  }
  return {};
}

/// An escape in a string: bytes that it takes in the file, bytes that it stands for.
struct Escape {
  std::size_t written = 2;
  std::size_t meant = 1;
};

Escape escape_at(std::string_view text, bool multi_line) {
  if (text.size() < 2) return {1, 0};
  const char kind = text[1];
  if (kind == 'u' || kind == 'U') {
    const std::size_t digits = kind == 'u' ? 4 : 8;
    unsigned long code = 0;
    for (char c : text.substr(2, digits))
      code = code * 16 + static_cast<unsigned long>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return {2 + digits, code < 0x80 ? 1U : code < 0x800 ? 2U : code < 0x10000 ? 3U : 4U};
  }
  if (multi_line && (kind == '\n' || kind == '\r' || kind == ' ' || kind == '\t')) {
    const std::size_t end = text.find_first_not_of(" \t\r\n", 1);
    return {std::min(end, text.size()), 0}; // a line-ending backslash swallows blanks and lines
  }
  return {};
}

} // namespace

int characters_in(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i < text.size(); i += step(text.substr(i)))
    ++count;
  return count;
}

Place PlaceCounter::at(std::size_t offset) {
  if (offset_ == 0 && text_.starts_with(byte_order_mark)) offset_ = byte_order_mark.size();
  for (;;) {
    const std::size_t end = text_.find('\n', offset_);
    if (end >= offset) break;
    place_ = {place_.line + 1, 1};
    offset_ = end + 1;
  }
  if (offset_ < offset) {
    place_.column += characters_in(text_.substr(offset_, offset - offset_));
    offset_ = offset;
  }
  return place_;
}

std::string_view Source::line(int line) const {
  std::size_t begin = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text_.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string_view result = text_.substr(begin, text_.find('\n', begin) - begin);
  if (result.ends_with('\r')) result.remove_suffix(1);
  return line < 1 ? std::string_view() : result;
}

Place Source::place_of(std::size_t offset) const {
  const std::string_view before = text_.substr(0, offset);
  std::size_t begin = before.rfind('\n');
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  std::string_view in_line = before.substr(begin);
  if (begin == 0 && in_line.starts_with(byte_order_mark))
    in_line.remove_prefix(byte_order_mark.size());
  return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          characters_in(in_line) + 1};
}

std::size_t Source::offset_of(Place place) const {
  const std::string_view in_line = line(place.line);
  if (in_line.data() == nullptr) return text_.size();
  return static_cast<std::size_t>(in_line.data() - text_.data()) +
         bytes_of_characters(in_line, place.column - 1);
}

std::string_view Source::token_at(Place place) const {
  const std::string_view rest = text_.substr(offset_of(place), 1000);
  const Literal literal = literal_at(rest);
  std::size_t end = literal.delimiter.size();
  if (end == 0) {
    while (end < rest.size() && is_bare(rest[end]))
      ++end;
    return rest.substr(0, std::max<std::size_t>(end, 1));
  }
  while (end < rest.size() && !rest.substr(end).starts_with(literal.delimiter))
    end += literal.escapes && rest[end] == '\\' ? 2 : 1;
  return rest.substr(0, end + literal.delimiter.size());
}

Place Source::place_in_string(Place place, std::size_t offset) const {
  const std::size_t begin = offset_of(place);
  const std::string_view rest = text_.substr(begin);
  const Literal literal = literal_at(rest);
  std::size_t at = literal.content, decoded = 0;
  while (at < rest.size()) {
    Escape escape{1, 1};
    if (literal.escapes && rest[at] == '\\')
      escape = escape_at(rest.substr(at), literal.delimiter.size() == 3);
    // What stands for nothing does not stand for the byte either that is looked for.
    if (decoded >= offset && escape.meant > 0) break;
    at += escape.written;
    decoded += escape.meant;
  }
  return place_of(begin + std::min(at, rest.size()));
}

Problem Source::problem(Place place, int width, std::string found, std::string expected,
                        std::string hint) const {
  // A long line is shown around the place only.
  constexpr int longest = 160, before = 60, shown = 120;
  Problem problem;
  problem.file = file_;
  problem.found = std::move(found);
  problem.expected = std::move(expected);
  problem.hint = std::move(hint);
  if (place.line == 0) return problem;
  problem.line = place.line + first_line_ - 1;
  problem.column = place.column;
  std::string_view source_line = line(place.line);
  int length = characters_in(source_line), most = longest;
  if (length > longest) {
    problem.line_start = std::max(1, place.column - before);
    source_line.remove_prefix(bytes_of_characters(source_line, problem.line_start - 1));
    most = shown;
    length = std::min(length - problem.line_start + 1, shown);
  }
  problem.source_line = units::excerpt(source_line, static_cast<std::size_t>(most), true);
  problem.width = std::clamp(width, 1, std::max(1, problem.line_start + length - place.column));
  return problem;
}

} // namespace copyscope::scenario
