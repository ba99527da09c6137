// A stage for one column of the race: the same three bands with the essentials.
#pragma once

#include "figure/stage_state.h"
#include "figure/theme.h"

#include <vector>

namespace copyscope::figure {

struct SmallStageLayout {
  Box user, kernel, hardware;
};

SmallStageLayout small_stage_bands(Box box);

/// `baseline`: routes of the case compared with; its copies that this one does without show as
/// ghosts. May be nullptr. `absent`: says that the copy looked at has fallen away.
void draw_small_stage(Picture& picture, const StageState& state, const std::vector<Route>* baseline,
                      bool absent, Box box, const Style& style);

} // namespace copyscope::figure
