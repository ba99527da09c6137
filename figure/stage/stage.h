// The stage: user space, kernel and hardware as three bands, every part with what it holds or does,
// every route, and what moves along one now, tied to whoever carries it. Large or small, it is
// drawn from the same facts.
//
//   const StageState state = stage_state(trace, routes_of(trace), cursor);
//   paint(draw_stage(state, stage_layout(state.scene, box), style), canvas);
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage_layout.h"
#include "figure/stage/stage_state.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

/// A part that may be pointed at in answer to a question.
struct Pick {
  std::string part;
  int key = 0;        ///< the digit that chooses it
  bool tried = false; ///< and was wrong
};

struct StageOptions {
  const std::vector<Route>* ghosts = nullptr; ///< routes of the reference: those saved show faintly
  /// A question is open: nothing is told of what is still to come. What has been done stays.
  bool hidden = false;
  bool totals_hidden = false;     ///< what the run comes to in the end is still to be asked
  bool actor_hidden = false;      ///< who acts now is being asked
  bool absent = false;            ///< the copy that is looked at has fallen away: it is said
  std::vector<std::string> shows; ///< what is named beside it, and marked (stage_marks.h)
  std::vector<Pick> picks;
  std::optional<std::int64_t> followed; ///< offset of the byte whose place is marked
  std::string selected;                 ///< part that is ringed
};

/// Groups: {"mark", 0, NAME}. Regions: of a large one Action{"part", 0, ID} for each part,
/// {"follow", OFFSET} for the cells of strips; of all {"answer", KEY} for picks.
Picture draw_stage(const StageState& state, const StageLayout& layout, const Style& style,
                   const StageOptions& options = {});

} // namespace copyscope::figure
