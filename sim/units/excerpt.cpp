#include "sim/units/excerpt.h"

#include <algorithm>

namespace copyscope::units {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool is_continuation(unsigned byte) {
  return (byte & 0xC0U) == 0x80U;
}

} // namespace

std::size_t character_length(std::string_view text) {
  if (text.empty()) return 0;
  const unsigned first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                             : first >= 0xE0 && first <= 0xEF ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(byte_at(text, i))) return 0;
  const unsigned second = byte_at(text, 1);
  if (first == 0xE0 && second < 0xA0) return 0; // overlong
  if (first == 0xED && second > 0x9F) return 0; // a surrogate
  if (first == 0xF0 && second < 0x90) return 0; // overlong
  if (first == 0xF4 && second > 0x8F) return 0; // beyond U+10FFFF
  return length;
}

std::string excerpt(std::string_view text, std::size_t most, bool keep_tabs) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string result;
  for (std::size_t count = 0; !text.empty(); ++count) {
    if (count == most) return result + "…";
    const std::size_t length = character_length(text);
    const unsigned first = byte_at(text, 0);
    // C1 control characters are C2 80 … C2 9F.
    const bool control = (first < 0x20 && !(keep_tabs && first == '\t')) || first == 0x7F ||
                         (length == 2 && first == 0xC2 && byte_at(text, 1) < 0xA0);
    result += length == 0 || control ? replacement : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

std::string quoted(std::string_view text) {
  return "`" + excerpt(text) + "`";
}

} // namespace copyscope::units
