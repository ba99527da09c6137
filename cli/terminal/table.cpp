#include "cli/terminal/table.h"

#include "cli/terminal/display.h"

#include <algorithm>
#include <numeric>
#include <sstream>

namespace copyscope::cli {

namespace {

constexpr int gap = 2; ///< columns between two cells
constexpr int narrowest_wrapped = 16;

/// A head in lines: it breaks at its spaces; one without any (Chinese) between its characters.
std::vector<std::string> head_lines(const std::string& head, int width) {
  if (head.find(' ') == std::string::npos) return wrap(head, width);
  std::vector<std::string> lines;
  std::istringstream words(printable(head));
  for (std::string word; words >> word;) {
    if (!lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= width)
      lines.back() += " " + word;
    else
      lines.push_back(word);
  }
  return lines;
}

/// The least width at which a head fits two lines with its words whole.
int head_width(const std::string& head) {
  for (int width = 0;; ++width) {
    const std::vector<std::string> lines = head_lines(head, width);
    const auto fits = [width](const std::string& line) { return display_width(line) <= width; };
    // Four Chinese characters on two lines would spare little and read badly.
    const bool whole = head.find(' ') != std::string::npos ||
                       width >= std::max(widest_word(head), std::min(display_width(head), 8));
    if (whole && lines.size() <= 2 && std::ranges::all_of(lines, fits)) return width;
  }
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string markdown_cell(const std::string& text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '|' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

} // namespace

std::vector<int> Table::natural_widths() const {
  std::vector<int> widths;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    int width = head_width(columns_[column].head);
    for (const Row& row : rows_)
      if (!row.is_note) width = std::max(width, display_width(printable(row.cells[column].text)));
    widths.push_back(width);
  }
  return widths;
}

/// Which columns stand beside one another. Narrows those that may wrap before it splits the table.
std::vector<std::vector<std::size_t>> Table::blocks(std::vector<int>& widths, int room) const {
  const int count = static_cast<int>(widths.size());
  int excess = std::accumulate(widths.begin(), widths.end(), gap * (count - 1)) - room;
  for (std::size_t column = 0; column < columns_.size() && excess > 0; ++column) {
    if (!columns_[column].wraps) continue;
    const int spared = std::clamp(widths[column] - narrowest_wrapped, 0, excess);
    widths[column] -= spared;
    excess -= spared;
  }
  // As few blocks as there is room for, and then as evenly filled as that allows.
  const auto split_at = [&](int limit) {
    std::vector<std::vector<std::size_t>> result{{0}};
    int used = widths[0];
    for (std::size_t column = 1; column < columns_.size(); ++column) {
      if (used + gap + widths[column] > limit && result.back().size() > 1) {
        result.push_back({0});
        used = widths[0];
      }
      result.back().push_back(column);
      used += gap + widths[column];
    }
    return result;
  };
  auto best = split_at(room);
  for (int limit = room - 1; limit > widths[0]; --limit) {
    auto narrower = split_at(limit);
    if (narrower.size() > best.size()) break;
    best = std::move(narrower);
  }
  return best;
}

/// One row: as many lines as its longest cell has, the others at the top, or (heads) at the bottom.
std::string Table::lines_of(const std::vector<std::vector<std::string>>& cells,
                            const std::vector<std::size_t>& block, const std::vector<int>& widths,
                            const std::vector<Look>& looks, bool at_bottom,
                            const Terminal& terminal) const {
  std::size_t height = 0;
  for (const std::size_t column : block)
    height = std::max(height, cells[column].size());
  std::string result;
  for (std::size_t line = 0; line < height; ++line) {
    std::string row(static_cast<std::size_t>(indent_), ' ');
    for (std::size_t i = 0; i < block.size(); ++i) {
      const std::size_t column = block[i];
      const std::size_t above = at_bottom ? height - cells[column].size() : 0;
      const bool here = line >= above && line - above < cells[column].size();
      const std::string text = here ? cells[column][line - above] : std::string();
      const std::string spaces(
          static_cast<std::size_t>(std::max(0, widths[column] - display_width(text))), ' ');
      if (i > 0) row += std::string(gap, ' ');
      if (columns_[column].align == Align::right) row += spaces;
      row += terminal.styled(text, looks[column]);
      if (columns_[column].align == Align::left) row += spaces;
    }
    result += without_trailing_spaces(std::move(row)) + "\n";
  }
  return result;
}

std::string Table::note_lines(const Cell& note, int first_width, const Terminal& terminal) const {
  const int left = indent_ + first_width + gap;
  std::string result;
  for (const std::string& line : wrap(note.text, std::max(1, terminal.width - left)))
    result +=
        std::string(static_cast<std::size_t>(left), ' ') + terminal.styled(line, note.look) + "\n";
  return result;
}

std::string Table::text(const Terminal& terminal) const {
  std::vector<int> widths = natural_widths();
  const auto all_blocks = blocks(widths, terminal.width - indent_);
  std::string result;
  for (const std::vector<std::size_t>& block : all_blocks) {
    if (!result.empty()) result += '\n';
    std::vector<std::vector<std::string>> heads;
    bool has_heads = false;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      heads.push_back(head_lines(columns_[column].head, widths[column]));
      has_heads = has_heads || !columns_[column].head.empty();
    }
    if (has_heads)
      result += lines_of(heads, block, widths, std::vector(columns_.size(), Look::heading), true,
                         terminal);
    for (const Row& row : rows_) {
      if (row.is_note) {
        if (&block == &all_blocks.front())
          result += note_lines(row.cells.front(), widths.front(), terminal);
        continue;
      }
      std::vector<std::vector<std::string>> cells;
      std::vector<Look> looks;
      for (std::size_t column = 0; column < columns_.size(); ++column) {
        cells.push_back(wrap(row.cells[column].text, widths[column]));
        looks.push_back(row.cells[column].look);
      }
      result += lines_of(cells, block, widths, looks, false, terminal);
    }
  }
  return result;
}

std::string Table::markdown() const {
  std::string heads = "|", rule = "|", body;
  for (const Column& column : columns_) {
    heads += " " + markdown_cell(column.head) + " |";
    rule += column.align == Align::right ? " ---: |" : " --- |";
  }
  for (const Row& row : rows_) {
    body += "|";
    for (const Cell& cell : row.cells)
      body += " " + markdown_cell(cell.text) + " |";
    // A note stands in the first column: Markdown has no cells that span.
    for (std::size_t column = row.cells.size(); column < columns_.size(); ++column)
      body += " |";
    body += "\n";
  }
  return heads + "\n" + rule + "\n" + body;
}

} // namespace copyscope::cli
