// Where Tab stops: the controls of a picture, found by its regions alone, in reading order. What
// lies beneath a dialog or a list that has dropped down is no stop.
#pragma once

#include "figure/kit/picture.h"

#include <cstddef>
#include <string>
#include <vector>

namespace copyscope::gui {

/// One control: a button, a field, a slider; or a list, a timeline, the stage, with what arrows
/// choose among.
struct Stop {
  /// A pane has nothing to be pressed, and is scrolled.
  enum class Kind : unsigned char { button, field, slider, list, timeline, pane };
  Kind kind = Kind::button;
  std::string family; ///< what its regions have in common; another picture's stop has the same
  /// In reading order; of a timeline, its bars, which may be none.
  std::vector<figure::Region> members;
  /// What the pointer drags of it: a playhead, a rail. Arrows, Home and End do the same.
  std::vector<figure::Region> handles;
  figure::Box box; ///< around all of it
};

/// `surface`: of the picture; a region that closes what lies on top covers all of it.
std::vector<Stop> stops_of(const figure::Picture& picture, const figure::Box& surface);

/// How many dialogs and lists lie over the view.
std::size_t layers_of(const figure::Picture& picture, const figure::Box& surface);

/// Whether a click somewhere in the region would reach it.
bool is_reachable(const figure::Region& region, const figure::Picture& picture);

/// The boxes' indices as a page is read: what the widest gap sets apart is read one after the
/// other, from top to bottom and from left to right.
std::vector<std::size_t> reading_order(const std::vector<figure::Box>& boxes);

} // namespace copyscope::gui
