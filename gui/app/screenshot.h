// One frame as a PNG picture, drawn where nobody sees it. The same content gives the same bytes.
#pragma once

#include "gui/app/application.h"
#include "gui/paint/fonts.h"

#include <string>

namespace copyscope::gui {

/// `wide` and `high`: pixels; `scale`: the monitor's that it is drawn for. Throws DisplayError.
std::string screenshot(Application& application, const FontFaces& fonts, int wide, int high,
                       float scale);

} // namespace copyscope::gui
