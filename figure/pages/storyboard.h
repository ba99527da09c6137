// A run on paper, a step a page: the stage as it is when the step has been done, what is said
// about it, the listing with its line, and the ledger.
//
// Slides are 16 : 9; handouts.h puts several steps on a page, contents_page.h lists them.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage_state.h"
#include "figure/story/routes.h"
#include "figure/story/story_steps.h"

#include <string>
#include <vector>

namespace copyscope::figure {

/// One case; the teller has to outlive the drawing.
struct BoardRun {
  const StepTeller* teller = nullptr;
  std::vector<Route> routes;
  std::string title; ///< of the case, on one line
};

/// What all pages share. What is too long for its place is shortened.
struct Board {
  std::string title, summary; ///< of the scenario
  std::string source;         ///< one line
  std::vector<BoardRun> runs;
};

/// What one place of a page shows: a step, opening or closing, or how many steps are left out.
struct BoardStep {
  std::size_t run = 0;
  std::int64_t number = 0;   ///< as StepTeller counts; of what is left out, the first
  std::int64_t left_out = 0; ///< 0: a step
};

/// The steps of all runs in their order, with what is left out of each.
std::vector<BoardStep> board_steps(const Board& board, const std::vector<StepChoice>& choices);

struct PageMark {
  int page = 1, pages = 1;
};

constexpr float slide_width = 1056, slide_height = 594;
Picture draw_slide(const Board& board, const BoardStep& which, PageMark mark, const Style& style);

/// The stage when a told step has been done; of the closing, the whole run with nothing at work.
StageState state_of(const BoardRun& run, const StepText& step);
/// The stage in a box of at least 640 × 400, with what the step's narration names.
Picture draw_stage_of(const StepText& step, const StageState& state, Box box, const Style& style);

/// All runs of the board at their end, side by side, fitted into the box.
Picture draw_comparison_of(const Board& board, Box box, const Style& style);

/// "Step 5 of 11", "Before the first step", "Steps 81 – 120".
std::string place_of(const BoardRun& run, const BoardStep& which);

} // namespace copyscope::figure
