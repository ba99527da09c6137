// One frame as a PNG picture, drawn where nobody sees it. The same content gives the same bytes.
#pragma once

#include "gui/app/content.h"
#include "gui/app/fonts.h"

#include <string>

namespace copyscope::gui {

/// `wide` and `high`: pixels; `scale`: the monitor's that it is drawn for. Throws DisplayError.
std::string screenshot(Content& content, const FontFaces& fonts, int wide, int high, float scale);

} // namespace copyscope::gui
