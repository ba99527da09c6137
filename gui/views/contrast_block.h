// In the panel of the current step: what the books say there, and what this machine does.
#pragma once

#include "figure/words/level_contrast.h"
#include "gui/views/scene.h"

#include <optional>

namespace copyscope::gui {

/// Of the step in front; nothing where the levels do the same, and while a question hides it.
std::optional<figure::LevelContrast> contrast_of(const Scene& scene, figure::Language language);

/// How high it is in a column of that width, at its usual type.
float height_of_contrast(const Ui& ui, const figure::LevelContrast& contrast, float width);

/// Takes it from the top of the box, in smaller type where it would not fit; `kept` is left free
/// below it.
void draw_contrast(Ui& ui, const figure::LevelContrast& contrast, Box& box, float kept);

} // namespace copyscope::gui
