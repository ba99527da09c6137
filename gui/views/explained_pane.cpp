// The method explained, where the stage is otherwise: what it is, its listing, its counts, notes
// and sources, as `copyscope explain` has them. Scrolls by whole lines.
#include "figure/words/explanation.h"
#include "gui/session/gestures.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float widest = 740; // that is still pleasant to read
constexpr Font words{Face::regular, 15}, notes{Face::regular, 14};

struct Piece {
  float x = 0;
  std::string text;
  Font font;
  figure::Color color;
  Align align = Align::left;
};

/// A line of the page; what it is told with a bar at its left is a note.
struct PageLine {
  std::vector<Piece> pieces;
  float height = 0;
  bool is_note = false;
};

/// The whole text, broken into lines.
class Page {
public:
  Page(const Ui& ui, float width) : ui_(ui), width_(width) {}

  std::vector<PageLine> lines;

  void gap(float height) { lines.push_back({{}, height}); }
  void heading(const std::string& text) {
    gap(10);
    paragraph(text, type::heading, ui_.theme.text);
    gap(2);
  }
  void paragraph(const std::string& text, Font font, figure::Color color, bool is_note = false) {
    const float from = is_note ? 12.0F : 0.0F;
    for (const std::string& line : figure::wrap(text, font, width_ - from, ui_.style.measure))
      lines.push_back(
          {{{from, line, font, color}}, line.empty() ? font.line() * 0.5F : font.line(), is_note});
  }
  void listing(const assets::Method& method) {
    Font font = type::code;
    for (const assets::ListingLine& line : method.listing)
      while (font.size > 10 && ui_.width(line.code, font) > width_ - 34)
        font.size -= 0.5F;
    int number = 0;
    for (const assets::ListingLine& line : method.listing)
      lines.push_back(
          {{{22, fmt::format("{}", ++number), type::tiny, ui_.theme.second, Align::right},
            {34, line.code, font, ui_.theme.text}},
           19});
  }
  void table(const figure::Explanation::Counts& counts) {
    if (counts.rows.empty()) return;
    heads(counts.heads);
    for (const auto& cells : counts.rows)
      row(cells, notes, ui_.theme.text, 22);
  }

private:
  float column() const { return std::min(190.0F, width_ * 0.27F); }

  /// The first cell at the left, the others at the right ends of their columns.
  void row(const std::vector<std::string>& cells, Font font, figure::Color color, float height) {
    PageLine line{{}, height};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const float right = width_ - column() * static_cast<float>(cells.size() - 1 - i);
      if (i == 0)
        line.pieces.push_back({0, cells[i], font, color});
      else if (!cells[i].empty())
        line.pieces.push_back({right, cells[i], font, color, Align::right});
    }
    lines.push_back(std::move(line));
  }

  /// On as many lines as the longest takes, down to the table.
  void heads(const std::vector<std::string>& heads) {
    std::vector<std::vector<std::string>> wrapped;
    std::size_t most = 0;
    for (const std::string& head : heads) {
      wrapped.push_back(figure::wrap(head, type::small, column() - 14, ui_.style.measure));
      most = std::max(most, wrapped.back().size());
    }
    for (std::size_t i = 0; i < most; ++i) {
      std::vector<std::string> cells;
      for (const auto& each : wrapped)
        cells.push_back(i + each.size() < most ? "" : each[i + each.size() - most]);
      row(cells, type::small, ui_.theme.second, type::small.line());
    }
  }

  const Ui& ui_;
  float width_;
};

Page page_of(const Ui& ui, const assets::Method& method, const figure::Explanation& all,
             float width) {
  Page page(ui, width);
  page.paragraph(all.summary, type::strong, ui.theme.text);
  page.heading(all.listing_title);
  page.listing(method);
  page.gap(10);
  page.paragraph(all.text, words, ui.theme.text);
  if (!all.counts.rows.empty()) {
    page.heading(all.counts.title);
    page.table(all.counts);
  }
  if (!all.notes.empty()) page.heading(all.notes_title);
  for (const std::string& note : all.notes) {
    page.paragraph(note, notes, ui.theme.text, true);
    page.gap(8);
  }
  page.heading(all.sources_title);
  for (const std::string& source : method.sources)
    page.paragraph(source, type::small, ui.theme.second);
  return page;
}

void draw_line(Ui& ui, const PageLine& line, Box box) {
  if (line.is_note) ui.picture.fill({box.x, box.y, 3, line.height}, ui.theme.accent, 1);
  for (const Piece& piece : line.pieces)
    ui.picture.text({box.x + piece.x, box.y + line.height / 2 + piece.font.size * 0.36F},
                    piece.text, piece.font, piece.color, piece.align);
}

/// How much of the page is seen, and where.
void draw_share(Ui& ui, Box rail, float first, float seen, float all) {
  if (seen >= all) return;
  ui.picture.fill(rail, ui.theme.well, 3);
  const float height = std::max(24.0F, rail.h * seen / all);
  ui.picture.fill(
      {rail.x, rail.y + (rail.h - height) * first / std::max(1.0F, all - seen), rail.w, height},
      ui.theme.edge, 3);
}

} // namespace

void draw_explained(Ui& ui, const Scene& scene, Box box) {
  Box in = ui.enter_panel(box).inset(6, 0);
  const assets::Method* const method = assets::method(scene.shown().method);
  if (!method) return ui.leave();
  const figure::Explanation all =
      figure::explanation_of(*method, scene.explained.facts(), ui.style.language);
  Box head = in.take_top(34, 4);
  ui.icon_button(head.take_right(30, 10).inset(0, 1), Icon::cross, {action::explain, 0, ""},
                 ui.say("tip.back"));
  ui.picture.text_in(head, figure::shortened(all.title, type::title, head.w, ui.style.measure),
                     type::title, ui.theme.text);
  const Box rail = in.take_right(6, 14);
  in.w = std::min(in.w, widest);
  const Page page = page_of(ui, *method, all, in.w);
  float whole = 0;
  for (const PageLine& line : page.lines)
    whole += line.height;
  const auto scrolled = scene.choices.scrolled.find(Explained::list);
  const float most = std::max(0.0F, whole - in.h);
  const float wanted = scrolled == scene.choices.scrolled.end()
                           ? 0
                           : std::min(most, static_cast<float>(scrolled->second) / 10);
  float above = 0;
  std::size_t first = 0;
  for (; first < page.lines.size() && above < wanted; ++first)
    above += page.lines[first].height;
  Box rest = in;
  for (std::size_t i = first; i < page.lines.size() && page.lines[i].height <= rest.h; ++i)
    draw_line(ui, page.lines[i], rest.take_top(page.lines[i].height));
  draw_share(ui, rail, above, in.h - rest.h, whole);
  const auto left = static_cast<std::int64_t>(std::ceil(std::max(0.0F, most - wanted) * 10));
  ui.picture.region({box.x, in.y, box.w, in.h}, {region::scroll, left + 1, Explained::list});
  ui.leave();
}

} // namespace copyscope::gui
