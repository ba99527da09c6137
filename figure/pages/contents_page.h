// The first pages of a storyboard: what it is about, and all its steps with the pages that they are
// on. Each entry is a region {"page", PAGE}.
#pragma once

#include "figure/pages/storyboard.h"

#include <vector>

namespace copyscope::figure {

/// Page sizes in units, and how much of them stays free.
struct PageSize {
  float width = slide_width, height = slide_height, margin = 40;
  int columns = 3; ///< of entries, where one is not enough
};

class Contents {
public:
  /// `pages` beside `steps`: where each is, counted from 1 after the contents.
  Contents(const Board& board, const std::vector<BoardStep>& steps, const std::vector<int>& pages,
           PageSize size, const Style& style);

  int pages() const { return pages_; }
  /// `page` from 1; `all`: pages of the whole storyboard.
  Picture draw(int page, int all) const;

private:
  struct Row {
    bool is_heading = false; ///< of a run
    std::size_t step = 0;    ///< index; of a heading, of its run's first step
    int page = 1;
    Box box;
  };

  /// `runs_whole`: what fits a column is not divided.
  void place_rows(bool runs_whole);
  float height_of(const Row& row) const;
  float entries_of(const Row& heading) const;
  Box room(int page) const;
  float column_width() const;
  float heading_width() const; ///< of the text of one
  float heading_lines(const Row& heading) const;
  void draw_title(Picture& picture) const;
  void draw_row(Picture& picture, const Row& row) const;

  const Board& board_;
  const std::vector<BoardStep>& steps_;
  const std::vector<int>& step_pages_;
  PageSize size_;
  const Style& style_;
  std::vector<Row> rows_;
  float title_height_ = 0;
  bool in_sentences_ = true; ///< one column: there is room for them
  int pages_ = 1;
};

} // namespace copyscope::figure
