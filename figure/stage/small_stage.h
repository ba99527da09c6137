// A stage for one column of the race: the same three bands with the essentials.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage_state.h"

#include <string>
#include <vector>

namespace copyscope::figure {

struct SmallStageLayout {
  Box user, kernel, hardware;
};

SmallStageLayout small_stage_bands(Box box);

struct SmallStageOptions {
  /// Routes of the case compared with: its copies that this one does without show as ghosts.
  const std::vector<Route>* baseline = nullptr;
  bool absent = false;            ///< the copy that is looked at has fallen away: it is said
  bool hidden = false;            ///< a question is open: nothing is told of what is still to come
  bool actor_hidden = false;      ///< who acts now is being asked
  std::vector<std::string> shows; ///< what is named beside it, and marked (stage_marks.h)
};

void draw_small_stage(Picture& picture, const StageState& state, const SmallStageOptions& options,
                      Box box, const Style& style);

} // namespace copyscope::figure
