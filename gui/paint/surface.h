// How large things are drawn: from the pixels of a window to the logical units of its layout.
#pragma once

#include "figure/kit/geometry.h"

namespace copyscope::gui {

/// Layouts are made for 1280 × 800 and work from this size up.
constexpr float least_wide = 1160, least_high = 784;

struct Surface {
  float scale = 1;  ///< pixels a logical unit
  figure::Box box;  ///< what is laid out: from 0, 0, never smaller than the least size
  figure::Box seen; ///< the part of it that the window shows; all of it but for large type

  figure::Point logical(figure::Point pixels) const {
    return pixels * (1 / scale) + seen.top_left();
  }
  bool shows_all() const { return seen.covers(box, 0.5F); }
};

/// `content_scale`: the monitor's; `type_size`: the user's wish, 1 is normal. A window that is too
/// small for the layout shows all of it, smaller. Type that is wished larger than the layout has
/// room for is as large all the same: then a part of the layout is seen, at first its upper left.
Surface surface_for(int pixels_wide, int pixels_high, float content_scale, float type_size);

/// As far across what is laid out as the pointer is across the window, as screen magnifiers have
/// it.
Surface seen_at(Surface surface, figure::Point pixels);
/// Moved so far that the box is seen, or as much of it as there is room for.
Surface seen_with(Surface surface, figure::Box box);

} // namespace copyscope::gui
