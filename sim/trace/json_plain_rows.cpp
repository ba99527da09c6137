// The short way for rows: integers, null and names without escapes, which is how rows are saved.
// Half of the time that a general parser takes goes into characters that it keeps for its messages.
#include "sim/trace/json_rows.h"

#include <charconv>

namespace copyscope::trace {

namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}
bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Reads plain JSON; each function is false where the text is something else.
class Scanner {
public:
  explicit Scanner(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  const char* at() const { return at_; }
  bool is_at(char c) const { return at_ != end_ && *at_ == c; }

  void blanks() {
    while (at_ != end_ && is_blank(*at_))
      ++at_;
  }
  bool one(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }
  /// Without a sign or zeros in front, below 2^63.
  bool integer(std::int64_t& value) {
    if (at_ == end_ || *at_ < '0' || *at_ > '9') return false;
    const bool zero = *at_ == '0';
    const auto [stop, error] = std::from_chars(at_, end_, value);
    if (error != std::errc() || (zero && stop - at_ > 1)) return false;
    at_ = stop;
    return at_ != end_ && *at_ != '.' && *at_ != 'e' && *at_ != 'E';
  }
  bool string(std::string_view& value) {
    if (!one('"')) return false;
    const char* const begin = at_;
    while (at_ != end_ && is_name_character(*at_))
      ++at_;
    value = {begin, static_cast<std::size_t>(at_ - begin)};
    return one('"');
  }
  bool null() {
    if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).substr(0, 4) != "null")
      return false;
    at_ += 4;
    return true;
  }

private:
  const char* at_;
  const char* end_;
};

bool take_value(Scanner& scanner, JsonRows& rows) {
  std::int64_t integer = 0;
  std::string_view string;
  if (scanner.integer(integer))
    rows.integer(integer);
  else if (scanner.string(string))
    rows.string(string);
  else if (scanner.null())
    rows.null();
  else
    return false;
  return true;
}

/// A whole row and the comma after it, if another row follows.
bool take_row(Scanner& scanner, JsonRows& rows) {
  scanner.blanks();
  if (!scanner.one('[')) return false;
  rows.begin_row();
  do {
    scanner.blanks();
    if (!take_value(scanner, rows)) return false;
    scanner.blanks();
  } while (scanner.one(','));
  if (!scanner.one(']')) return false;
  scanner.blanks();
  if (!scanner.one(',')) return false;
  scanner.blanks();
  if (!scanner.is_at('[')) return false;
  rows.end_row();
  return true;
}

} // namespace

std::size_t JsonRows::take_plain_rows(std::string_view text) {
  Scanner scanner(text);
  const char* taken = text.data();
  try {
    while (take_row(scanner, *this)) {
      taken = scanner.at();
      taken_ = static_cast<std::size_t>(taken - text.data());
    }
  } catch (const Refused&) { // the parser comes to the same, and tells it
  }
  taken_ = 0;
  return static_cast<std::size_t>(taken - text.data());
}

} // namespace copyscope::trace
