// Dashed lines: a path is walked by its length and cut into strokes and dots.
#pragma once

#include "figure/kit/picture.h"

#include <functional>
#include <imgui.h>
#include <vector>

namespace copyscope::gui {

/// Along the path, in pixels: `dash` gets each stroke's points, `dot` each dot's centre.
void walk_dashes(const std::vector<ImVec2>& path, figure::Dash pattern, float width,
                 const std::function<void(const std::vector<ImVec2>&)>& dash,
                 const std::function<void(ImVec2)>& dot);

} // namespace copyscope::gui
