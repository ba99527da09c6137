#include "export/paper/canvas/xml.h"

#include "figure/kit/characters.h"

#include <cmath>
#include <fmt/format.h>

namespace copyscope::exports {

namespace {

bool is_forbidden(char32_t code, bool is_broken) {
  const bool is_space = code == '\t' || code == '\n' || code == '\r';
  return is_broken || (code < 0x20 && !is_space) || code == 0xFFFE || code == 0xFFFF ||
         (code >= 0xD800 && code <= 0xDFFF);
}

} // namespace

std::string xml_escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
    const figure::Character character = figure::first_of(text);
    length = character.bytes;
    const bool is_broken = length == 1 && (static_cast<unsigned char>(text.front()) & 0x80U) != 0;
    if (is_forbidden(character.code, is_broken))
      result += "\xEF\xBF\xBD";
    else if (character.code == '&')
      result += "&amp;";
    else if (character.code == '<')
      result += "&lt;";
    else if (character.code == '>')
      result += "&gt;";
    else if (character.code == '"')
      result += "&quot;";
    else
      result += text.substr(0, length);
  }
  return result;
}

std::string short_number(double number) {
  const double hundredths = std::round(number * 100);
  if (hundredths == 0) return "0";
  std::string text = fmt::format("{:.2f}", hundredths / 100);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

} // namespace copyscope::exports
