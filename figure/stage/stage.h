// The stage: user space, kernel and hardware as three bands, every buffer with the bytes that it
// holds, every route, and what moves along one now, tied to whoever carries it.
//
//   const StageState state = stage_state(trace, routes_of(trace), cursor);
//   paint(draw_stage(state, box, style), canvas);
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/stage_state.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace copyscope::figure {

/// Where everything on the stage stands. Pure geometry.
struct StageLayout {
  Box all, user, boundary, kernel, hardware;
  std::map<std::string, Box, std::less<>> parts; ///< "page_cache", "cpu", "disk_dma" …
  Box caption;                                   ///< where it says what moves

  const Box* find(std::string_view part) const;
  /// The way that a route takes between its two parts.
  Curve curve(const Route& route) const;
  /// Where along it the number stands: 0 to 1.
  static float number_at(const Route& route);
};

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
  std::vector<std::string> shows; ///< what is named beside it, and marked (stage_marks.h)
  std::vector<Pick> picks;
  std::optional<std::int64_t> followed; ///< offset of the byte whose place is marked
  std::string selected;                 ///< part that is ringed
};

/// `box` is at least 640 × 400. Methods with rings of io_uring are told by the header's method.
StageLayout stage_layout(const StageState& state, Box box, bool has_rings);

/// Groups: {"mark", 0, NAME}. Regions: Action{"part", 0, ID} for each part, {"follow", OFFSET} for
/// the cells of strips.
Picture draw_stage(const StageState& state, const StageLayout& layout, const Style& style,
                   const StageOptions& options = {});

} // namespace copyscope::figure
