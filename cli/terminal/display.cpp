#include "cli/terminal/display.h"

#include "figure/kit/characters.h"

#include <algorithm>
#include <cstdint>

namespace copyscope::cli {

namespace {

using figure::Character;
using figure::columns_of;
using figure::first_of;
using figure::is_control;
using figure::Piece;

/// Cuts off as many characters of the piece as fit the width, at least one.
std::string cut(Piece& piece, int width) {
  std::string head;
  int taken = 0;
  std::string_view rest = piece.text;
  while (!rest.empty()) {
    const Character character = first_of(rest);
    const int wide = columns_of(character.code);
    if (!head.empty() && taken + wide > width) break;
    head += rest.substr(0, character.bytes);
    taken += wide;
    rest.remove_prefix(character.bytes);
  }
  piece = {std::string(rest), piece.columns - taken, false};
  return head;
}

} // namespace

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Character character = first_of(text);
    width += columns_of(character.code);
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
  for (Piece& piece : figure::pieces_of(printable(paragraph, true))) {
    const int space = piece.after_space && used > 0 ? 1 : 0;
    if (used > 0 && used + space + piece.columns > width) {
      lines.emplace_back();
      used = 0;
    } else if (space == 1) {
      lines.back() += ' ';
      used += 1;
    }
    while (piece.columns > width) {
      lines.back() = cut(piece, width);
      lines.emplace_back();
    }
    lines.back() += piece.text;
    used += piece.columns;
  }
  return lines;
}

int widest_word(std::string_view text) {
  int widest = 0;
  for (const Piece& piece : figure::pieces_of(printable(text)))
    widest = std::max(widest, piece.columns);
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

std::string pad_right(std::string_view text, int width) {
  return std::string(text) +
         std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

std::string pad_left(std::string_view text, int width) {
  return std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ') +
         std::string(text);
}

} // namespace copyscope::cli
