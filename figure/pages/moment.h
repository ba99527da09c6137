// The stage at one moment of a run, as a figure of its own for paper: title, stage, what happens
// there in words, and the source. A narrow one has the small stage, whose type stays large enough.
#pragma once

#include "figure/kit/theme.h"
#include "figure/story/routes.h"
#include "figure/story/story_steps.h"

#include <string>
#include <vector>

namespace copyscope::figure {

/// The teller has to outlive the drawing.
struct MomentPlan {
  const StepTeller* teller = nullptr;
  trace::Cursor cursor;
  std::string title, source; ///< one line each; what is too long is shortened
  bool is_plain = false;     ///< the stage alone
  trace::FlowId front = 0;   ///< of several flows; the others are a strip where there is room
};

/// Type is 13 units high.
constexpr float moment_narrowest = 360;

struct Moment {
  Picture picture;
  float width = 0, height = 0;
};
/// `width` is at least moment_narrowest.
Moment draw_moment(const MomentPlan& plan, float width, const Style& style);

} // namespace copyscope::figure
