#include "figure/kit/characters.h"

#include <algorithm>
#include <array>

namespace copyscope::figure {

Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t bytes = lead < 0x80   ? 1
                            : lead < 0xC2 ? 1
                            : lead < 0xE0 ? 2
                            : lead < 0xF0 ? 3
                                          : 4;
  if (bytes == 1 || bytes > text.size() || lead > 0xF4) return {lead, 1};
  char32_t code = lead & (0xFF >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {lead, 1};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {code, bytes};
}

namespace {

struct CodeRange {
  char32_t first, last;
};

/// East Asian Wide and Fullwidth (Unicode 15, UAX #11), in blocks.
constexpr std::array wide_ranges{
    CodeRange{0x1100, 0x115F},   CodeRange{0x231A, 0x231B},   CodeRange{0x2329, 0x232A},
    CodeRange{0x23E9, 0x23EC},   CodeRange{0x23F0, 0x23F0},   CodeRange{0x23F3, 0x23F3},
    CodeRange{0x25FD, 0x25FE},   CodeRange{0x2614, 0x2615},   CodeRange{0x2648, 0x2653},
    CodeRange{0x267F, 0x267F},   CodeRange{0x2693, 0x2693},   CodeRange{0x26A1, 0x26A1},
    CodeRange{0x26AA, 0x26AB},   CodeRange{0x26BD, 0x26BE},   CodeRange{0x26C4, 0x26C5},
    CodeRange{0x26CE, 0x26CE},   CodeRange{0x26D4, 0x26D4},   CodeRange{0x26EA, 0x26EA},
    CodeRange{0x26F2, 0x26F3},   CodeRange{0x26F5, 0x26F5},   CodeRange{0x26FA, 0x26FA},
    CodeRange{0x26FD, 0x26FD},   CodeRange{0x2705, 0x2705},   CodeRange{0x270A, 0x270B},
    CodeRange{0x2728, 0x2728},   CodeRange{0x274C, 0x274C},   CodeRange{0x274E, 0x274E},
    CodeRange{0x2753, 0x2755},   CodeRange{0x2757, 0x2757},   CodeRange{0x2795, 0x2797},
    CodeRange{0x27B0, 0x27B0},   CodeRange{0x27BF, 0x27BF},   CodeRange{0x2B1B, 0x2B1C},
    CodeRange{0x2B50, 0x2B50},   CodeRange{0x2B55, 0x2B55},   CodeRange{0x2E80, 0x303E},
    CodeRange{0x3041, 0x33FF},   CodeRange{0x3400, 0x4DBF},   CodeRange{0x4E00, 0xA4CF},
    CodeRange{0xA960, 0xA97F},   CodeRange{0xAC00, 0xD7A3},   CodeRange{0xF900, 0xFAFF},
    CodeRange{0xFE10, 0xFE19},   CodeRange{0xFE30, 0xFE6F},   CodeRange{0xFF01, 0xFF60},
    CodeRange{0xFFE0, 0xFFE6},   CodeRange{0x16FE0, 0x18CFF}, CodeRange{0x1AFF0, 0x1B2FF},
    CodeRange{0x1F004, 0x1F004}, CodeRange{0x1F0CF, 0x1F0CF}, CodeRange{0x1F18E, 0x1F18E},
    CodeRange{0x1F191, 0x1F19A}, CodeRange{0x1F200, 0x1F320}, CodeRange{0x1F32D, 0x1F335},
    CodeRange{0x1F337, 0x1F37C}, CodeRange{0x1F37E, 0x1F393}, CodeRange{0x1F3A0, 0x1F3CA},
    CodeRange{0x1F3CF, 0x1F3D3}, CodeRange{0x1F3E0, 0x1F3F0}, CodeRange{0x1F3F4, 0x1F3F4},
    CodeRange{0x1F3F8, 0x1F43E}, CodeRange{0x1F440, 0x1F440}, CodeRange{0x1F442, 0x1F4FC},
    CodeRange{0x1F4FF, 0x1F53D}, CodeRange{0x1F54B, 0x1F567}, CodeRange{0x1F57A, 0x1F57A},
    CodeRange{0x1F595, 0x1F596}, CodeRange{0x1F5A4, 0x1F5A4}, CodeRange{0x1F5FB, 0x1F64F},
    CodeRange{0x1F680, 0x1F6C5}, CodeRange{0x1F6CC, 0x1F6CC}, CodeRange{0x1F6D0, 0x1F6D2},
    CodeRange{0x1F6D5, 0x1F6DF}, CodeRange{0x1F6EB, 0x1F6EC}, CodeRange{0x1F6F4, 0x1F6FC},
    CodeRange{0x1F7E0, 0x1F7F0}, CodeRange{0x1F90C, 0x1F9FF}, CodeRange{0x1FA70, 0x1FAFF},
    CodeRange{0x20000, 0x3FFFD},
};

/// Combining marks and format characters that move no cursor.
constexpr std::array zero_ranges{
    CodeRange{0x0300, 0x036F}, CodeRange{0x0483, 0x0489}, CodeRange{0x0591, 0x05BD},
    CodeRange{0x0610, 0x061A}, CodeRange{0x064B, 0x065F}, CodeRange{0x1AB0, 0x1AFF},
    CodeRange{0x1DC0, 0x1DFF}, CodeRange{0x200B, 0x200F}, CodeRange{0x202A, 0x202E},
    CodeRange{0x2060, 0x2064}, CodeRange{0x20D0, 0x20F0}, CodeRange{0xFE00, 0xFE0F},
    CodeRange{0xFE20, 0xFE2F}, CodeRange{0xFEFF, 0xFEFF}, CodeRange{0xE0100, 0xE01EF},
};

bool is_in(const auto& ranges, char32_t code) {
  const auto after = std::ranges::upper_bound(ranges, code, {}, &CodeRange::first);
  return after != ranges.begin() && code <= std::prev(after)->last;
}

} // namespace

int columns_of(char32_t code) {
  if (code < 0x300) return 1;
  if (is_in(zero_ranges, code)) return 0;
  return is_in(wide_ranges, code) ? 2 : 1;
}

namespace {

bool may_not_begin_a_line(char32_t code) {
  static constexpr std::u32string_view closing = U"、。，．：；？！）】》〉」』”’…—·%,.:;?!)]}";
  return closing.find(code) != std::u32string_view::npos;
}

bool may_not_end_a_line(char32_t code) {
  static constexpr std::u32string_view opening = U"（【《〈「『“‘([{";
  return opening.find(code) != std::u32string_view::npos;
}

} // namespace

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool space = false, line_break = false,
       joined = false; // joined: the next character belongs to the last piece
  bool wide_before = false;
  while (!text.empty()) {
    const Character character = first_of(text);
    const std::string_view bytes = text.substr(0, character.bytes);
    text.remove_prefix(character.bytes);
    if (character.code == ' ' || character.code == '\n') {
      (character.code == ' ' ? space : line_break) = true;
      continue;
    }
    const int columns = columns_of(character.code);
    if (line_break && !(wide_before && columns == 2)) space = true;
    line_break = false;
    const bool breaks_here = space || (!joined && !may_not_begin_a_line(character.code) &&
                                       (columns == 2 || wide_before) && columns != 0);
    if (pieces.empty() || breaks_here) pieces.push_back({"", 0, space && !pieces.empty()});
    pieces.back().text += bytes;
    pieces.back().columns += columns;
    space = false;
    joined = may_not_end_a_line(character.code);
    wide_before = columns == 2 || (wide_before && may_not_begin_a_line(character.code));
  }
  return pieces;
}

std::string on_one_line(std::string_view text) {
  std::string result;
  for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
    const Character character = first_of(text);
    length = character.bytes;
    // A byte that starts no character stands for itself: it is no UTF-8.
    const bool is_broken = length == 1 && (static_cast<unsigned char>(text.front()) & 0x80U) != 0;
    const bool is_mark = character.code == 0x200E || character.code == 0x200F ||
                         character.code == 0x2028 || character.code == 0x2029 ||
                         character.code >= 0xFFFE;
    if (is_broken)
      result += "\xEF\xBF\xBD";
    else if (is_control(character.code) || is_mark)
      result += character.code == '\n' || character.code == '\t' ? " " : "";
    else
      result += text.substr(0, length);
  }
  return result;
}

} // namespace copyscope::figure
