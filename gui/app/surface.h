// How large things are drawn: from the pixels of a window to the logical units of its layout.
#pragma once

#include "figure/kit/geometry.h"

namespace copyscope::gui {

/// Layouts are made for 1280 × 800 and work from this size up.
constexpr float least_wide = 1160, least_high = 760;

struct Surface {
  float scale = 1; ///< pixels a logical unit
  figure::Box box; ///< what is laid out: from 0, 0, never smaller than the least size

  figure::Point logical(figure::Point pixels) const { return pixels * (1 / scale); }
};

/// `content_scale`: the monitor's; `type_size`: the user's wish, 1 is normal. A window that is too
/// small for the layout shows all of it, smaller.
Surface surface_for(int pixels_wide, int pixels_high, float content_scale, float type_size);

} // namespace copyscope::gui
