#include "figure/kit/text_style.h"

#include "figure/kit/characters.h"

#include <algorithm>
#include <array>

namespace copyscope::figure {

namespace {

/// Cuts off as many characters as fit the width, at least one.
std::string cut(std::string& word, Font font, float width, const Measure& measure) {
  std::size_t taken = first_of(word).bytes;
  while (taken < word.size()) {
    const std::size_t more = first_of(std::string_view(word).substr(taken)).bytes;
    if (measure.width(std::string_view(word).substr(0, taken + more), font) > width) break;
    taken += more;
  }
  std::string head = word.substr(0, taken);
  word.erase(0, taken);
  return head;
}

bool is_unit(std::string_view word) {
  static constexpr std::array units{"B",   "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB",
                                    "TiB", "ps", "ns", "us", "µs", "ms",  "s"};
  while (!word.empty() && std::string_view(",.;:").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  return std::ranges::find(units, word) != units.end();
}

/// Nobody reads on in a word as long as this: a name out of somebody's file. It is not set whole.
void abridge(std::string& word) {
  constexpr std::size_t most = 400; // bytes
  if (word.size() <= most) return;
  std::size_t kept = 0;
  while (kept < most)
    kept += first_of(std::string_view(word).substr(kept)).bytes;
  word.resize(kept);
  word += "…";
}

/// The pieces of a text; a number and its unit are one.
std::vector<Piece> pieces_with_units(std::string_view text) {
  std::vector<Piece> pieces;
  for (Piece& piece : pieces_of(text)) {
    const bool follows_number =
        !pieces.empty() && pieces.back().text.back() >= '0' && pieces.back().text.back() <= '9';
    if (piece.after_space && follows_number && is_unit(piece.text)) {
      pieces.back().text += ' ' + piece.text;
      pieces.back().columns += 1 + piece.columns;
    } else {
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

void wrap_line(std::string_view text, Font font, float width, const Measure& measure,
               std::vector<std::string>& lines) {
  lines.emplace_back();
  float used = 0;
  const float space = measure.width(" ", font);
  for (Piece& piece : pieces_with_units(text)) {
    abridge(piece.text);
    float wide = measure.width(piece.text, font);
    const float before = piece.after_space && used > 0 ? space : 0;
    if (used > 0 && used + before + wide > width) {
      lines.emplace_back();
      used = 0;
    } else if (before > 0) {
      lines.back() += ' ';
      used += before;
    }
    while (wide > width && first_of(piece.text).bytes < piece.text.size()) {
      lines.back() = cut(piece.text, font, width, measure);
      lines.emplace_back();
      wide = measure.width(piece.text, font);
    }
    lines.back() += piece.text;
    used += wide;
  }
}

} // namespace

std::vector<std::string> wrap(std::string_view paragraph, Font font, float width,
                              const Measure& measure) {
  std::vector<std::string> lines;
  for (;;) {
    const std::size_t end = paragraph.find('\n');
    wrap_line(paragraph.substr(0, end), font, width, measure, lines);
    if (end == std::string_view::npos) return lines;
    paragraph.remove_prefix(end + 1);
  }
}

std::string shortened(std::string_view text, Font font, float width, const Measure& measure) {
  // A name of thousands of characters is not measured whole.
  if (text.size() < 500 && measure.width(text, font) <= width) return std::string(text);
  std::string result;
  const float room = width - measure.width("…", font);
  float used = 0;
  while (!text.empty()) {
    const std::string_view next = text.substr(0, first_of(text).bytes);
    used += measure.width(next, font);
    if (used > room) break;
    result += next;
    text.remove_prefix(next.size());
  }
  return result + "…";
}

std::vector<std::string> wrapped_title(std::string_view title, Font font, float width,
                                       const Measure& measure, std::size_t most_lines) {
  // No more of it is looked at than could be seen.
  const auto enough = static_cast<float>(2 * most_lines) * width;
  std::vector<std::string> lines =
      wrap(shortened(title, font, enough, measure), font, width, measure);
  if (lines.size() <= most_lines) return lines;
  std::string& last = lines[most_lines - 1];
  last = shortened(last + " " + lines[most_lines], font, width, measure);
  lines.resize(most_lines);
  return lines;
}

} // namespace copyscope::figure
