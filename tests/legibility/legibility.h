// Whether a picture can be read: texts that overlap, that leave their panel or the picture, that do
// not stand out from what is painted below them. For tests, and for whoever draws a new figure.
#pragma once

#include "figure/kit/picture.h"

#include <string>
#include <vector>

namespace copyscope::figure {

/// One sentence for each thing that is wrong; empty where the picture is legible. `surface` is what
/// is seen of the picture, `ground` what lies behind it. Text on a pattern needs a plate.
std::vector<std::string> legibility_problems(const Picture& picture, Box surface, Color ground);

} // namespace copyscope::figure
