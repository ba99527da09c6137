#include "figure/pages/storyboard.h"

#include "figure/pages/board_parts.h"
#include "figure/pages/race.h"
#include "figure/stage/stage.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::figure {

namespace {

constexpr float slide_margin = 28, slide_gap = 12, side = 268;

class Slide : BoardParts {
public:
  using BoardParts::BoardParts;

  Picture draw(PageMark mark) {
    Box box = Box{0, 0, slide_width, slide_height}.inset(slide_margin, 0);
    box.take_top(16);
    head(box.take_top(34, 8));
    box.take_bottom(12);
    foot(box.take_bottom(18, 6), mark);
    if (which_.left_out > 0) {
      left_out(box);
      return take();
    }
    words(box.take_bottom(86, 8));
    if (step_.number == run().teller->comparison()) {
      picture_.enter(box);
      picture_.add(draw_comparison_of(board_, box, style_));
      picture_.leave();
      return take();
    }
    Box column = box.take_right(side, slide_gap);
    stage(box);
    listing(column);
    ledger(column);
    return take();
  }

private:
  void head(Box box) {
    const float place = text({box.right(), box.y + 24}, place_of(run(), which_), {Face::medium, 17},
                             theme_.text, Align::right);
    const float room = box.w - place - 24;
    constexpr Font font{Face::bold, 22};
    titled(picture_, title(), {box.x, box.y + 25}, {box.x, box.y - 6, room, 46}, font, 13,
           theme_.text);
  }

  void foot(Box box, PageMark mark) {
    constexpr Font font{Face::regular, 12};
    const float wide =
        text({box.right(), box.y + 13}, page_text(mark), font, theme_.second, Align::right);
    text({box.x, box.y + 13}, shortened(board_.source, font, box.w - wide - 20, style_.measure),
         font, theme_.second);
  }

  void listing(Box& column) {
    const float rows = static_cast<float>(method() ? method()->listing.size() : 0);
    if (rows == 0) return;
    constexpr float pitch = 18;
    const float height = std::min(38 + 12 + rows * pitch, column.h * 0.48F);
    const Box box = column.take_top(height, slide_gap);
    Box in = panel(box);
    panel_head(in, word("window.pane.code", style_.language), step_.call);
    in = {box.x + 6, in.y, box.w - 12, in.h + 4};
    draw_listing(picture_, *method(), listing_rows(*method(), step_.line, in, pitch), 13, style_);
    picture_.leave();
  }

  void ledger(Box box) {
    Box in = panel(box);
    panel_head(in, word("window.pane.ledger", style_.language),
               word("window.pane.so_far_end", style_.language));
    picture_.add(draw_ledger(ledger_of(state_, theme_), in, style_));
    picture_.leave();
  }

  // The lesson's words are what is read from the back; where there are none, the step's own are,
  // and there is room for what the books leave out.
  void words(Box box) {
    const std::string narration = narration_text();
    const float top = box.y, left = box.take_left(16).x;
    picture_.enter(box);
    if (!narration.empty())
      box.take_top(
          fitted({box.x, box.y, box.w, 56}, narration, {Face::medium, 19}, 13, theme_.text), 4);
    const bool alone = narration.empty();
    const Font font = alone ? Font{Face::medium, 19} : Font{Face::regular, 15};
    const bool noted = alone && !step_.note.empty();
    if (!step_.sentence.empty())
      box.take_top(fitted(box, step_.sentence, font, 12, alone ? theme_.text : theme_.second),
                   noted ? 4 : 0);
    if (noted) box.take_top(fitted(box, step_.note, {Face::regular, 14}, 10, theme_.second));
    picture_.leave();
    picture_.fill({left, top + 2, 4, box.y - top - 4}, edge_of_step(), 2);
  }

  void left_out(Box box) {
    picture_.enter(box);
    const float y = box.center().y;
    text({box.center().x, y - 10}, left_out_head(), {Face::bold, 24}, theme_.text, Align::center);
    text({box.center().x, y + 22}, word("board.left_out.text", style_.language),
         {Face::regular, 17}, theme_.second, Align::center);
    picture_.leave();
  }
};

} // namespace

std::vector<BoardStep> board_steps(const Board& board, const std::vector<StepChoice>& choices) {
  std::vector<BoardStep> steps;
  for (std::size_t run = 0; run < choices.size(); ++run) {
    const StepChoice& choice = choices[run];
    if (choice.opening) steps.push_back({run, 0});
    for (std::int64_t number = choice.first; number <= choice.last; ++number) {
      if (number == choice.gap) {
        steps.push_back({run, number, choice.left_out()});
        number = choice.gap_end;
      }
      steps.push_back({run, number});
    }
    const StepTeller& teller = *board.runs[run].teller;
    if (choice.closing) steps.push_back({run, teller.closing()});
    if (choice.closing && teller.has_comparison() && choices.size() > 1)
      steps.push_back({run, teller.comparison()});
  }
  return steps;
}

Picture draw_slide(const Board& board, const BoardStep& which, PageMark mark, const Style& style) {
  return Slide(board, which, style).draw(mark);
}

StageState state_of(const BoardRun& run, const StepText& step) {
  StageState state = stage_state(run.teller->trace(), run.routes, step.rest);
  if (step.number >= run.teller->closing()) clear_stage(state);
  return state;
}

Picture draw_stage_of(const StepText& step, const StageState& state, Box box, const Style& style) {
  StageOptions options;
  options.shows = step.shows;
  return draw_stage(state, stage_layout(state.scene, box), style, options);
}

Picture draw_comparison_of(const Board& board, Box box, const Style& style) {
  std::vector<Racer> racers;
  Time end;
  for (const BoardRun& run : board.runs)
    end = std::max(end, run.teller->trace().end());
  for (const BoardRun& run : board.runs)
    racers.push_back(
        racer_at(run.teller->trace(), end, run.title, static_cast<int>(racers.size()) + 1));
  const float factor = std::min(box.w / race_width(racers.size()), 1.0F);
  Picture race = draw_race(racers, {0, 0, box.w / factor, box.h / factor}, style);
  race.clear_regions();
  return race.scaled(factor, box.top_left());
}

std::string place_of(const BoardRun& run, const BoardStep& which) {
  return run.teller->place(which.number, which.left_out);
}

} // namespace copyscope::figure
