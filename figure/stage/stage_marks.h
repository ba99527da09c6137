// What the words beside a stage name, marked in it: a neutral ring around parts and buffers, a
// neutral casing around routes, crossings and interrupts; no role's colour.
//
// Each mark is a group {"mark", 0, NAME} (scenario::Narration::shows has the names). A name that
// stands for nothing on this stage makes none.
#pragma once

#include "figure/kit/theme.h"
#include "figure/stage/path.h"
#include "figure/stage/stage_state.h"

#include <string>
#include <string_view>
#include <vector>

namespace copyscope::figure {

/// What a name stands for at a moment of a run. A kind of step is the row at that moment where it
/// is of that kind, else what rows of that kind have left behind, else what they are going to do.
struct NamedPlaces {
  std::vector<std::string> parts; ///< of the stage; the first ones that it has
  std::vector<Route> routes;
  bool crossing = false;  ///< the mode switch under way
  bool crossings = false; ///< the mode switches that are counted
  bool interrupt = false; ///< the one under way

  bool is_none() const {
    return parts.empty() && routes.empty() && !crossing && !crossings && !interrupt;
  }
};

/// `to_come`: what is still to happen may be told.
NamedPlaces places_named(std::string_view name, const StageState& state, bool to_come);

inline Action mark_action(std::string_view name) {
  return {"mark", 0, std::string(name)};
}

void draw_ring(Picture& picture, Box box, const Theme& theme, float radius = 10);
/// To be drawn before what it goes around.
void draw_casing(Picture& picture, const Path& path, const Theme& theme);

} // namespace copyscope::figure
