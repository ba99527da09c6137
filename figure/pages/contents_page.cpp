#include "figure/pages/contents_page.h"

#include "figure/kit/fitted_text.h"
#include "figure/kit/icons.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

constexpr float row_height = 20, heading_height = 32, column_gap = 24, foot_height = 34,
                head_height = 46, title_line = 44, title_lines = 84, summary_height = 80;
constexpr std::size_t most_lines = 3, most_bytes = 2000; // of a heading
constexpr Font contents_title_font{Face::bold, 30}, entry_font{Face::regular, 13},
    number_font{Face::medium, 13}, heading_font{Face::bold, 16};

} // namespace

Contents::Contents(const Board& board, const std::vector<BoardStep>& steps,
                   const std::vector<int>& pages, PageSize size, const Style& style)
    : board_(board), steps_(steps), step_pages_(pages), size_(size), style_(style) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i == 0 || steps[i].run != steps[i - 1].run) rows_.push_back({true, i, 1, {}});
    rows_.push_back({false, i, 1, {}});
  }
  constexpr Font smaller{Face::bold, 22}; // not on one line in less
  const float width = size.width - 2 * size.margin;
  const bool is_long =
      board.title.size() > most_bytes || style.measure.width(board.title, smaller) > width;
  title_height_ = is_long ? title_lines : title_line;
  float all = 0;
  for (const Row& row : rows_)
    all += height_of(row);
  in_sentences_ = all <= room(1).h;
  place_rows(false);
  const int least = pages_;
  place_rows(true);
  if (pages_ > least) place_rows(false);
}

float Contents::height_of(const Row& row) const {
  if (!row.is_heading) return row_height;
  return heading_height + (heading_lines(row) - 1) * heading_font.line();
}

float Contents::column_width() const {
  const int columns = in_sentences_ ? 1 : size_.columns;
  return (room(1).w - column_gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
}

float Contents::heading_width() const {
  return column_width() - style_.measure.width("000", number_font) - 8;
}

float Contents::heading_lines(const Row& heading) const {
  const std::string& title = board_.runs[steps_[heading.step].run].title;
  const std::size_t lines = title.size() > most_bytes
                                ? most_lines
                                : wrap(title, heading_font, heading_width(), style_.measure).size();
  return static_cast<float>(std::clamp<std::size_t>(lines, 1, most_lines));
}

float Contents::entries_of(const Row& heading) const {
  const std::size_t run = steps_[heading.step].run;
  return static_cast<float>(std::ranges::count(steps_, run, &BoardStep::run));
}

/// What entries may take of a page.
Box Contents::room(int page) const {
  Box box = Box{0, 0, size_.width, size_.height}.inset(size_.margin);
  box.take_top(page == 1 ? title_height_ + summary_height : head_height);
  box.take_bottom(foot_height - 10);
  return box;
}

void Contents::place_rows(bool runs_whole) {
  const int columns = in_sentences_ ? 1 : size_.columns;
  int column = 0;
  pages_ = 1;
  Box free = room(1);
  const float width = column_width();
  const auto next_column = [&] {
    if (++column == columns) {
      column = 0;
      ++pages_;
    }
    free = room(pages_);
    free.x += static_cast<float>(column) * (width + column_gap);
  };
  for (Row& row : rows_) {
    const float height = height_of(row);
    // A heading stays with what it heads.
    const float needed =
        !row.is_heading ? height : height + row_height * (runs_whole ? entries_of(row) : 1);
    if (free.h < std::min(needed, room(pages_).h)) next_column();
    row.page = pages_;
    row.box = free.take_top(height);
    row.box.w = width;
  }
}

void Contents::draw_title(Picture& picture) const {
  Box box = Box{0, 0, size_.width, size_.height}.inset(size_.margin);
  box.h = title_height_ + summary_height;
  picture.enter(box);
  const float used = fitted_paragraph(picture, box.take_top(title_height_), board_.title,
                                      contents_title_font, 16, style_.theme.text);
  box.y += std::max(0.0F, used - title_height_) + 4;
  fitted_paragraph(picture, {box.x, box.y, std::min(box.w, 800.0F), 66}, board_.summary,
                   {Face::regular, 16}, 11, style_.theme.second);
  picture.leave();
}

void Contents::draw_row(Picture& picture, const Row& row) const {
  const BoardStep& which = steps_[row.step];
  const BoardRun& run = board_.runs[which.run];
  const Theme& theme = style_.theme;
  const float base = row.box.bottom() - 6;
  const int page = pages_ + step_pages_[row.step];
  const std::string number = fmt::format("{}", page);
  picture.enter(row.box);
  const float wide =
      picture.text({row.box.right(), base}, number, number_font, theme.text, Align::right);
  const float right = row.box.right() - wide - 8;
  float x = row.box.x;
  if (row.is_heading) {
    const float lines = heading_lines(row);
    const float top = base - (lines - 1) * heading_font.line() - heading_font.ascent();
    fitted_paragraph(picture, {x, top, heading_width(), lines * heading_font.line()}, run.title,
                     heading_font, heading_font.size, theme.text);
  } else {
    const StepText step = run.teller->tell(which.number);
    const std::string text = which.left_out > 0 ? place_of(run, which)
                             : in_sentences_    ? step.sentence
                                                : step.headline;
    if (which.left_out == 0 && which.number > 0 && which.number <= run.teller->steps()) {
      const trace::Span& span = run.teller->trace()[step.row];
      if (const int copy = copy_number(run.routes, span); copy > 0)
        numbered_disc(picture, {x + 10, base - 5}, 9, copy,
                      edge_of(ink_of(span.kind, theme), theme), theme.ground, theme.text);
      else
        picture.disc({x + 10, base - 5}, 3, edge_of(ink_of(span.kind, theme), theme));
    }
    x += 28;
    x += picture.text({x, base}, shortened(text, entry_font, right - x, style_.measure), entry_font,
                      theme.text) +
         6;
    if (right - x > 12)
      picture.line({x, base - 1}, {right, base - 1}, {theme.line, 1, Dash::dotted});
  }
  picture.leave();
  picture.region(row.box, {"page", page, ""});
}

Picture Contents::draw(int page, int all) const {
  Picture picture(style_.measure);
  const Box box = Box{0, 0, size_.width, size_.height}.inset(size_.margin);
  if (page == 1)
    draw_title(picture);
  else
    picture.text({box.x, box.y + 16}, heading("board.contents", style_.language), {Face::bold, 18},
                 style_.theme.text);
  for (const Row& row : rows_)
    if (row.page == page) draw_row(picture, row);
  constexpr Font font{Face::regular, 11};
  const std::string mark =
      filled("board.page", style_.language,
             {{"page", fmt::format("{}", page)}, {"pages", fmt::format("{}", all)}});
  const float wide =
      picture.text({box.right(), box.bottom()}, mark, font, style_.theme.second, Align::right);
  picture.text({box.x, box.bottom()},
               shortened(board_.source, font, box.w - wide - 20, style_.measure), font,
               style_.theme.second);
  return picture;
}

} // namespace copyscope::figure
