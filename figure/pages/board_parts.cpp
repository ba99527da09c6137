#include "figure/pages/board_parts.h"

#include <fmt/format.h>

namespace copyscope::figure {

BoardParts::BoardParts(const Board& board, const BoardStep& which, const Style& style)
    : board_(board), which_(which), style_(style), theme_(style.theme),
      step_(board.runs[which.run].teller->tell(which.number)),
      state_(state_of(board.runs[which.run], step_)), picture_(style.measure) {}

const assets::Method* BoardParts::method() const {
  return assets::method(run().teller->trace().header().method);
}

std::string BoardParts::title() const {
  return filled("board.step.about", style_.language,
                {{"what", board_.title}, {"detail", run().title}});
}

std::string BoardParts::narration_text() const {
  std::string all;
  for (const std::string& each : step_.narration)
    all += (all.empty() ? "" : "\n") + each;
  return all;
}

std::string BoardParts::left_out_head() const {
  return filled("board.left_out.head", style_.language, {{"n", grouped(which_.left_out)}});
}

std::string BoardParts::page_text(PageMark mark) const {
  return filled("board.page", style_.language,
                {{"page", fmt::format("{}", mark.page)}, {"pages", fmt::format("{}", mark.pages)}});
}

Color BoardParts::edge_of_step() const {
  if (!state_.current) return theme_.accent;
  return edge_of(ink_of(state_.current->span.kind, theme_), theme_);
}

Box BoardParts::panel(Box box) {
  picture_.fill(box, theme_.panel, 8);
  picture_.outline(box, {theme_.edge, 1}, 8);
  picture_.enter(box);
  return box.inset(12, 10);
}

void BoardParts::panel_head(Box& in, const std::string& name, const std::string& about) {
  const Box head = in.take_top(20, 6);
  const float wide =
      text({head.x, head.y + 14}, assets::capitalized(name), {Face::bold, 15}, theme_.text);
  constexpr Font font{Face::regular, 12.5F};
  text({head.right(), head.y + 14}, shortened(about, font, head.w - wide - 10, style_.measure),
       font, theme_.second, Align::right);
}

void BoardParts::stage(Box box) {
  picture_.enter(box);
  picture_.add(draw_stage_of(step_, state_, box, style_));
  picture_.leave();
}

void titled(Picture& picture, const std::string& title, Point baseline, Box box, Font font,
            float smallest, Color color) {
  // Before it is measured: who writes more bytes than there are units needs more than a line.
  if (static_cast<float>(title.size()) < box.w && picture.measure().width(title, font) <= box.w)
    picture.text(baseline, title, font, color);
  else
    fitted_paragraph(picture, box, title, font, smallest, color);
}

std::vector<LedgerRow> ledger_of(const StageState& state, const Theme& theme,
                                 const analysis::Result* reference) {
  const bool ended = state.ended || (state.observed && state.cursor.time >= state.duration);
  return ledger_rows({state.now, state.in_the_end, state.observed, ended, state.evidence},
                     reference, theme);
}

} // namespace copyscope::figure
