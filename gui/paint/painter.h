// Pictures, one over the other, as one of Dear ImGui's draw lists, and the atlas that goes with it.
// Needs no display; gui/platform/graphics.h sends both to the screen.
#pragma once

#include "gui/paint/atlas.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <span>

namespace copyscope::gui {

class Painter {
public:
  explicit Painter(const FontFaces& fonts);
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  /// `scale`: pixels a logical unit; `pixels`: the surface. `texture` stands for the atlas.
  ImDrawList& paint(std::span<const figure::Picture* const> pictures, float scale, ImVec2 pixels,
                    ImTextureID texture);

  Atlas& atlas() { return atlas_; }

private:
  Atlas atlas_;
  ImDrawListSharedData shared_;
  ImDrawList list_;
};

} // namespace copyscope::gui
