// A stage for one column of the race, and for the wall: the same three bands with the essentials.
//
// For the wall its type is large beside its boxes. The caller scales it: wall_stage_factor() says
// how much at the most, so that names of 13 units come out as large as the room allows.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage.h"
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
  std::vector<Pick> picks;        ///< parts that may be pointed at
  bool on_wall = false;           ///< laid out for large type; has to fit (wall_stage_factor)
};

constexpr float small_stage_name = 13; ///< size of its names, units

/// By how much a stage for the wall may be scaled to fit a box: the names of its bands stand beside
/// what is in them, or above where it is narrow.
float wall_stage_factor(Box box);

void draw_small_stage(Picture& picture, const StageState& state, const SmallStageOptions& options,
                      Box box, const Style& style);

} // namespace copyscope::figure
