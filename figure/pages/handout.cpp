#include "figure/pages/handout.h"

#include "figure/kit/icons.h"
#include "figure/pages/board_parts.h"
#include "figure/stage/stage.h"

#include <algorithm>

namespace copyscope::figure {

namespace {

constexpr float sheet_margin = 56, frame_gap = 14;
constexpr Font word_font{Face::regular, 13};
constexpr float wide_pitch = 30, narrow_pitch = 24; // of lines to write on: 8 and 6 mm
constexpr int fewest_lines = 2;

/// One step on the page.
class Cell : BoardParts {
public:
  using BoardParts::BoardParts;

  /// Of two: the stage, beside it what is said and the ledger, below it lines.
  Picture large(Box box) {
    head(box);
    if (which_.left_out > 0) return left_out(box);
    if (compares()) return comparison(box, 0.6F);
    const Box stage = stage_in(box, 0.74F);
    Box top = box.take_top(stage.h, 16);
    top.take_left(stage.w, 16);
    const std::vector<LedgerRow> rows = ledger_of(state_, theme_);
    const Box ledger = top.take_bottom(17 * static_cast<float>(rows.size()), 8);
    words(top);
    picture_.add(draw_ledger(rows, ledger, style_));
    notes(box, wide_pitch);
    return take();
  }

  /// Of four: the stage, beside it what is said, and lines.
  Picture row(Box box) {
    if (which_.left_out > 0) {
      head(box);
      return left_out(box);
    }
    if (compares()) {
      head(box);
      return comparison(box, 0.8F);
    }
    box.take_left(stage_in(box, box.h / 400).w, 16);
    head(box);
    Box lines = box;
    lines.take_top(words(room_above_lines(box, wide_pitch)), 4);
    notes(lines, wide_pitch);
    return take();
  }

  /// Of six: the small stage, whose type stays large enough, the most important words, and lines.
  Picture small(Box box) {
    head(box);
    if (which_.left_out > 0) return left_out(box);
    if (compares()) return comparison(box, 0.6F);
    constexpr float width = 520, height = 276;
    const float scale = box.w / width;
    StageOptions options;
    options.shows = step_.shows;
    const StageState state = at_work();
    const StageLayout layout = stage_layout(state.scene, {0, 0, width, height}, Detail::small);
    const Picture stage = draw_stage(state, layout, style_, options);
    picture_.add(stage.scaled(scale, box.take_top(height * scale, 8).top_left()));
    picture_.enter(box);
    const std::string narration = narration_text();
    box.take_top(fitted(room_above_lines(box, narrow_pitch),
                        narration.empty() ? step_.sentence : narration, word_font, 10,
                        theme_.text));
    picture_.leave();
    notes(box, narrow_pitch);
    return take();
  }

private:
  bool compares() const { return step_.number == run().teller->comparison(); }

  /// All cases side by side, below them what is said.
  Picture comparison(Box box, float share) {
    const Box cases = box.take_top(box.h * share, 8);
    picture_.enter(cases);
    picture_.add(draw_comparison_of(board_, cases, style_));
    picture_.leave();
    picture_.enter(box);
    box.take_top(fitted(box, narration_text(), word_font, 10, theme_.text));
    picture_.leave();
    notes(box, narrow_pitch); // where there is room
    return take();
  }

  /// Draws the whole stage in the box's corner. Returns what it takes.
  Box stage_in(Box box, float scale) {
    const Picture whole = draw_stage_of(step_, state_, {0, 0, 640, 400}, style_);
    picture_.add(whole.scaled(scale, box.top_left()));
    return {box.x, box.y, 640 * scale, 400 * scale};
  }

  /// On the small stage a step is seen best while it is under way.
  StageState at_work() const {
    if (step_.row == trace::no_span) return state_;
    const Story& story = run().teller->story();
    const Story::Stretch stretch = story.step(step_.row);
    return stage_state(run().teller->trace(), run().routes,
                       story.cursor_at(stretch.begin + stretch.width() * 0.6));
  }

  void head(Box& box) {
    const Box strip = box.take_top(24, 8);
    picture_.enter(box_between(strip.top_left(), {strip.right(), strip.bottom()}));
    const float wide =
        text({strip.x, strip.y + 15}, place_of(run(), which_), {Face::bold, 14}, theme_.text);
    if (which_.left_out == 0)
      text({strip.right(), strip.y + 15},
           shortened(step_.call, word_font, strip.w - wide - 16, style_.measure), word_font,
           theme_.second, Align::right);
    picture_.line({strip.x, strip.bottom() - 2}, {strip.right(), strip.bottom() - 2},
                  {theme_.edge, 1});
    picture_.leave();
  }

  /// Returns the height that they take.
  float words(Box box) {
    const float top = box.y;
    picture_.enter(box);
    const std::string narration = narration_text();
    constexpr float smallest = 10;
    const float most = narration.empty() ? box.h : box.h * 0.5F;
    const float used = fitted({box.x, box.y, box.w, most}, step_.sentence,
                              {Face::medium, word_font.size}, smallest, theme_.text);
    box.take_top(used, 6);
    box.take_top(fitted(box, narration, word_font, smallest, theme_.second));
    picture_.leave();
    return box.y - top;
  }

  static Box room_above_lines(Box box, float pitch) {
    box.h -= fewest_lines * pitch;
    return box;
  }

  /// Lines to write on: a group {"notes"}.
  void notes(Box box, float pitch) {
    picture_.group({"notes", 0, ""});
    for (float y = box.y + pitch - 2; y <= box.bottom() + 1; y += pitch)
      picture_.line({box.x, y}, {box.right(), y}, {theme_.line.faded(0.6F), 0.75F});
    picture_.ungroup();
  }

  Picture left_out(Box box) {
    picture_.enter(box);
    text({box.center().x, box.center().y}, left_out_head(), {Face::bold, 15}, theme_.text,
         Align::center);
    text({box.center().x, box.center().y + 24}, word("board.left_out.text", style_.language),
         {Face::regular, 13}, theme_.second, Align::center);
    picture_.leave();
    return take();
  }
};

/// The page's head and foot.
void draw_frame(Picture& picture, const Board& board, const BoardRun& run, Box& box, PageMark mark,
                const Style& style) {
  constexpr Font head_font{Face::bold, 15}, font{Face::regular, 11};
  const Theme& theme = style.theme;
  const Box head = box.take_top(22, 14);
  const std::string title =
      filled("board.step.about", style.language, {{"what", board.title}, {"detail", run.title}});
  titled(picture, title, {head.x, head.y + 14}, {head.x, head.y - 2, head.w, 37}, head_font, 10,
         theme.text);
  const Box foot = box.take_bottom(18, 10);
  const std::string page =
      filled("board.page", style.language,
             {{"page", std::to_string(mark.page)}, {"pages", std::to_string(mark.pages)}});
  const float wide =
      picture.text({foot.right(), foot.bottom()}, page, font, theme.second, Align::right);
  picture.text({foot.x, foot.bottom()},
               shortened(board.source, font, foot.w - wide - 20, style.measure), font,
               theme.second);
}

} // namespace

Picture draw_handout(const Board& board, std::span<const BoardStep> steps, int per_page,
                     PageMark mark, const Style& style) {
  Picture picture(style.measure);
  Box box = Box{0, 0, a4_width, a4_height}.inset(sheet_margin, 40);
  draw_frame(picture, board, board.runs[steps.front().run], box, mark, style);
  const int columns = per_page == 6 ? 2 : 1, rows = per_page / columns;
  const float between = per_page == 2 ? 2 * frame_gap : per_page == 4 ? frame_gap : 20;
  const float width =
      (box.w - between * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = (box.h - between * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::size_t across = static_cast<std::size_t>(columns), column = i % across,
                      row = i / across;
    const Box place{box.x + static_cast<float>(column) * (width + between),
                    box.y + static_cast<float>(row) * (height + between), width, height};
    Cell cell(board, steps[i], style);
    picture.add(per_page == 2   ? cell.large(place)
                : per_page == 4 ? cell.row(place)
                                : cell.small(place));
  }
  return picture;
}

} // namespace copyscope::figure
