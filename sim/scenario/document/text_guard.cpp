// What is checked before a text reaches the TOML library: its bytes, and how deeply it nests.
//
// The library bounds the nesting of brackets at 256, but not that of dotted keys, and frees its
// tables recursively; `a.a.a…` of half a million parts would end the program.
#include "sim/scenario/document/document.h"

#include "sim/units/excerpt.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::scenario {

namespace {

constexpr int most_key_parts = 16;
constexpr int most_brackets = 16;

/// Walks over TOML, knowing just strings, comments, brackets and dots. Texts that are not TOML may
/// be misunderstood, but never so that deep nesting is missed: the parser stops at the first error.
class DepthScan {
public:
  explicit DepthScan(std::string_view text) : text_(text) {}

  /// The byte at which it gets too deep, or npos.
  std::size_t run() {
    while (at_ < text_.size()) {
      if (parts_ > most_key_parts || brackets_ > most_brackets) return at_;
      step();
    }
    return std::string_view::npos;
  }

private:
  void step() {
    switch (text_[at_]) {
    case '#':
      at_ = std::min(text_.find('\n', at_), text_.size());
      return;
    case '"':
    case '\'':
      skip_string();
      return;
    case '[':
    case '{':
      ++brackets_;
      parts_ = 0;
      break;
    case ']':
    case '}':
      brackets_ = std::max(0, brackets_ - 1);
      parts_ = 0;
      break;
    case '.':
      ++parts_;
      break;
    case '=':
    case ',':
    case '\n':
      parts_ = 0;
      break;
    default:
      break;
    }
    ++at_;
  }

  void skip_string() {
    const char quote = text_[at_];
    const std::string three(3, quote);
    const bool multi_line = text_.substr(at_).starts_with(three);
    const std::string_view delimiter = multi_line ? std::string_view(three) : text_.substr(at_, 1);
    at_ += delimiter.size();
    while (at_ < text_.size()) {
      if (!multi_line && text_[at_] == '\n') return; // not TOML; the parser will say so
      if (text_.substr(at_).starts_with(delimiter)) {
        at_ += delimiter.size();
        while (multi_line && at_ < text_.size() && text_[at_] == quote)
          ++at_; // """ab"""""
        return;
      }
      at_ += quote == '"' && text_[at_] == '\\' ? 2 : 1;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int parts_ = 0;
  int brackets_ = 0;
};

} // namespace

bool is_clean_text(const Source& source, Problems& problems) {
  const std::string_view text = source.text();
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = units::character_length(text.substr(i, 4));
    if (length == 0 || text[i] == '\0') {
      problems.add(source.problem(source.place_of(i), 1,
                                  fmt::format("the byte 0x{:02X}, which is {}",
                                              static_cast<unsigned char>(text[i]),
                                              length == 0 ? "not UTF-8" : "no text"),
                                  "a text in UTF-8"));
      return false;
    }
    i += length;
  }
  return true;
}

bool is_shallow(const Source& source, Problems& problems) {
  const std::size_t deep = DepthScan(source.text()).run();
  if (deep == std::string_view::npos) return true;
  problems.add(source.problem(source.place_of(deep), 1, "keys or brackets nested too deeply",
                              fmt::format("at most {} levels", most_brackets)));
  return false;
}

} // namespace copyscope::scenario
