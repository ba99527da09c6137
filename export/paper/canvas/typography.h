// The typefaces of drawings, by name: what SVG asks a viewer for, and pango this machine.
#pragma once

#include "figure/kit/text_style.h"

#include <string_view>

namespace copyscope::exports {

/// Families in order of preference, with commas between; names with spaces are in quotes of the
/// kind that `font-family` takes.
std::string_view css_families(figure::Face face);
/// The same for pango: names without quotes.
std::string_view pango_families(figure::Face face);

/// As in CSS: 400, 500, 700.
int weight_of(figure::Face face);

} // namespace copyscope::exports
