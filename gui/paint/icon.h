// The program's sign, drawn at any size: a page that is copied, its copy in the CPU's colour.
#pragma once

#include <vector>

namespace copyscope::gui {

/// Red, green, blue, opacity; size × size pixels from the top left on.
std::vector<unsigned char> icon_pixels(int size);

} // namespace copyscope::gui
