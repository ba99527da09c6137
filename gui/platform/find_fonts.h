// Which font files this machine has for the window, by fontconfig: the families that the design was
// made with, or else what comes near.
#pragma once

#include "gui/paint/fonts.h"

#include <optional>
#include <string>
#include <vector>

namespace copyscope::gui {

/// As in CSS.
enum class Weight : int { regular = 400, medium = 500, semibold = 600, bold = 700 };

/// Only that family: "Inter" is not "Inter Display".
std::optional<FontFile> find_family(const std::string& family, Weight weight);

/// Throws std::runtime_error with the name of the package to install where one is missing.
FontFiles find_fonts();

} // namespace copyscope::gui
