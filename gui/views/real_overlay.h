// The shown case as the model has it and as it ran here: its lanes over one another, and where the
// two part, with the reasons that are known.
#pragma once

#include "gui/views/scene.h"

namespace copyscope::gui {

/// The model's calls and rows over the kernel's. Its box is at least 150 high.
void draw_real_overlay(Ui& ui, const Scene& scene, Box box);

/// Each figure that differs, and why. Scrolls.
void draw_real_divergences(Ui& ui, const Scene& scene, Box box);

} // namespace copyscope::gui
