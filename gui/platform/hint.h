// The small text that appears where the pointer rests.
#pragma once

#include "figure/kit/theme.h"

#include <string_view>

namespace copyscope::gui {

/// Below the pointer where there is room, and always within the surface.
figure::Picture hint_picture(std::string_view text, figure::Point at, figure::Box surface,
                             const figure::Theme& theme, const figure::Measure& measure);

} // namespace copyscope::gui
