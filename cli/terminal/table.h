// A table for people: columns that line up, whatever the script, within a terminal's width.
//
//   Table table({{"case"}, {"time", Align::right}});
//   table.add({{"read-write"}, {"154.5 us"}});
//   print(table.text(terminal));
//
// Heads wrap onto two lines where that makes a column narrower. A table that is still too wide is
// split: its columns continue in a second block, beside the first column again.
#pragma once

#include "cli/terminal/terminal.h"

#include <string>
#include <vector>

namespace copyscope::cli {

enum class Align { left, right };

struct Column {
  std::string head;
  Align align = Align::left;
  bool wraps = false; ///< its cells may take several lines, to spare columns
};

struct Cell {
  std::string text;
  Look look = Look::plain;
};

class Table {
public:
  explicit Table(std::vector<Column> columns, int indent = 0)
      : columns_(std::move(columns)), indent_(indent) {}

  /// A row has as many cells as the table has columns.
  void add(std::vector<Cell> row) { rows_.push_back({std::move(row), false}); }
  /// A sentence below the row before it, from the second column on to the terminal's end, in as
  /// many lines as it takes. A table in several blocks has it in the first.
  void add_note(std::string text, Look look = Look::faint) {
    rows_.push_back({{{std::move(text), look}}, true});
  }
  bool empty() const { return rows_.empty(); }

  std::string text(const Terminal& terminal) const;

  /// The same content as a Markdown table; it may be as wide as it likes.
  std::string markdown() const;

private:
  struct Row {
    std::vector<Cell> cells;
    bool is_note = false; ///< of one cell
  };

  std::vector<int> natural_widths() const;
  std::string note_lines(const Cell& note, int first_width, const Terminal& terminal) const;
  std::vector<std::vector<std::size_t>> blocks(std::vector<int>& widths, int room) const;
  std::string lines_of(const std::vector<std::vector<std::string>>& cells,
                       const std::vector<std::size_t>& block, const std::vector<int>& widths,
                       const std::vector<Look>& looks, bool at_bottom,
                       const Terminal& terminal) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
  int indent_;
};

} // namespace copyscope::cli
