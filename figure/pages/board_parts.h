// What slides and handouts share: the step that they show, read once, and parts of a page.
#pragma once

#include "figure/charts/ledger_chart.h"
#include "figure/charts/listing.h"
#include "figure/kit/fitted_text.h"
#include "figure/pages/storyboard.h"

#include <string>

namespace copyscope::figure {

class BoardParts {
public:
  BoardParts(const Board& board, const BoardStep& which, const Style& style);

protected:
  const BoardRun& run() const { return board_.runs[which_.run]; }
  const assets::Method* method() const;
  std::string title() const; ///< of scenario and case
  std::string narration_text() const;
  std::string left_out_head() const;
  std::string page_text(PageMark mark) const;
  /// Of the role that acts in the step; the accent where it is no role's.
  Color edge_of_step() const;

  float text(Point baseline, const std::string& text, Font font, Color color,
             Align align = Align::left) {
    return picture_.text(baseline, text, font, color, align);
  }
  float fitted(Box box, const std::string& text, Font font, float smallest, Color color) {
    return fitted_paragraph(picture_, box, text, font, smallest, color);
  }
  /// A pane's ground; labels stay within it until leave(). Returns what is inside its margins.
  Box panel(Box box);
  /// Name at the left, something about it at the right; cut off the box.
  void panel_head(Box& in, const std::string& name, const std::string& about);
  void stage(Box box);
  Picture take() { return std::move(picture_); }

  const Board& board_;
  BoardStep which_;
  const Style& style_;
  const Theme& theme_;
  StepText step_;
  StageState state_;
  Picture picture_;
};

/// A title at its place, or where it is longer than a line, in smaller type within the box.
void titled(Picture& picture, const std::string& title, Point baseline, Box box, Font font,
            float smallest, Color color);

/// The ledger's rows of a stage.
std::vector<LedgerRow> ledger_of(const StageState& state, const Theme& theme,
                                 const analysis::Result* reference = nullptr);

} // namespace copyscope::figure
