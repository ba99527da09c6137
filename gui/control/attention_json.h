// The keyboard's focus and the field that is typed into, as `--state` tells them.
#pragma once

#include "gui/control/attention.h"

#include <nlohmann/json_fwd.hpp>

namespace copyscope::gui {

/// Adds `typing`, `field` and `focus`; boxes in pixels, at `scale` pixels a unit of the picture,
/// from the point that the window's corner shows.
void add_attention(nlohmann::ordered_json& state, const Attention& attention, float scale,
                   figure::Point from);

} // namespace copyscope::gui
