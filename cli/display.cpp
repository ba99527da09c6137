#include "cli/display.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace copyscope::cli {

namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first character of a text that is not empty; a byte that starts none stands for itself.
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

int width_of(char32_t code) {
  if (code < 0x300) return 1;
  if (is_in(zero_ranges, code)) return 0;
  return is_in(wide_ranges, code) ? 2 : 1;
}

bool may_not_begin_a_line(char32_t code) {
  static constexpr std::u32string_view closing = U"、。，．：；？！）】》〉」』”’…—·%,.:;?!)]}";
  return closing.find(code) != std::u32string_view::npos;
}

bool may_not_end_a_line(char32_t code) {
  static constexpr std::u32string_view opening = U"（【《〈「『“‘([{";
  return opening.find(code) != std::u32string_view::npos;
}

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/// A piece that no line break divides, and the columns that it takes.
struct Piece {
  std::string text;
  int width = 0;
  bool after_space = false;
};

/// The pieces of a paragraph: words, and single wide characters with the marks that cling to them.
/// A line break of the source is a space, but between two wide characters it is nothing.
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
    const int width = width_of(character.code);
    if (line_break && !(wide_before && width == 2)) space = true;
    line_break = false;
    const bool breaks_here = space || (!joined && !may_not_begin_a_line(character.code) &&
                                       (width == 2 || wide_before) && width != 0);
    if (pieces.empty() || breaks_here) pieces.push_back({"", 0, space && !pieces.empty()});
    pieces.back().text += bytes;
    pieces.back().width += width;
    space = false;
    joined = may_not_end_a_line(character.code);
    wide_before = width == 2 || (wide_before && may_not_begin_a_line(character.code));
  }
  return pieces;
}

/// Cuts off as many characters of the piece as fit the width, at least one.
std::string cut(Piece& piece, int width) {
  std::string head;
  int taken = 0;
  std::string_view rest = piece.text;
  while (!rest.empty()) {
    const Character character = first_of(rest);
    const int wide = width_of(character.code);
    if (!head.empty() && taken + wide > width) break;
    head += rest.substr(0, character.bytes);
    taken += wide;
    rest.remove_prefix(character.bytes);
  }
  piece = {std::string(rest), piece.width - taken, false};
  return head;
}

} // namespace

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    width += width_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string printable(std::string_view text, bool keeps_line_breaks) {
  std::string result;
  while (!text.empty()) {
    const Character character = first_of(text);
    const bool broken = character.code >= 0x80 && character.bytes == 1;
    if (character.code == '\n' || character.code == '\t')
      result += keeps_line_breaks && character.code == '\n' ? '\n' : ' ';
    else if (is_control(character.code) || broken)
      result += '?';
    else
      result += text.substr(0, character.bytes);
    text.remove_prefix(character.bytes);
  }
  return result;
}

std::vector<std::string> wrap(std::string_view paragraph, int width) {
  width = std::max(width, 2);
  std::vector<std::string> lines(1);
  int used = 0;
  for (Piece& piece : pieces_of(printable(paragraph, true))) {
    const int space = piece.after_space && used > 0 ? 1 : 0;
    if (used > 0 && used + space + piece.width > width) {
      lines.emplace_back();
      used = 0;
    } else if (space == 1) {
      lines.back() += ' ';
      used += 1;
    }
    while (piece.width > width) {
      lines.back() = cut(piece, width);
      lines.emplace_back();
    }
    lines.back() += piece.text;
    used += piece.width;
  }
  return lines;
}

int widest_word(std::string_view text) {
  int widest = 0;
  for (const Piece& piece : pieces_of(printable(text)))
    widest = std::max(widest, piece.width);
  return widest;
}

std::string indented(std::string_view paragraph, int indent, int width, std::string_view first) {
  std::string result;
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  const int lead = display_width(first);
  bool is_first = true;
  for (const std::string& line : wrap(paragraph, width - indent - lead)) {
    result += margin;
    result += is_first ? std::string(first) : std::string(static_cast<std::size_t>(lead), ' ');
    result += line;
    result += '\n';
    is_first = false;
  }
  return result;
}

std::string paragraphs(std::string_view text, int indent, int width) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    const std::string_view paragraph = text.substr(0, end);
    if (paragraph.find_first_not_of(" \n") != std::string_view::npos) {
      if (!result.empty()) result += '\n';
      result += indented(paragraph, indent, width);
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return result;
}

std::string grouped(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::size_t first = count < 0 ? 1 : 0;
  if (digits.size() - first < 5) return digits;
  for (std::size_t at = digits.size() - 3; at > first; at = at > 3 ? at - 3 : 0)
    digits.insert(at, ",");
  return digits;
}

std::string pad_right(std::string_view text, int width) {
  return std::string(text) +
         std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

std::string pad_left(std::string_view text, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ') +
         std::string(text);
}

} // namespace copyscope::cli
