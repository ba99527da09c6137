// Pictures, one over the other, as one of Dear ImGui's draw lists, and the atlas that goes with it.
// Needs no display; gui/platform/graphics.h sends both to the screen.
#pragma once

#include "gui/paint/atlas.h"
#include "gui/paint/damage.h"

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
  /// The same in these parts of it only, each from the ground up; elsewhere it stays as it was.
  ImDrawList& paint_parts(std::span<const figure::Picture* const> pictures, float scale,
                          ImVec2 pixels, ImTextureID texture, std::span<const PixelBox> parts,
                          figure::Color ground);

  Atlas& atlas() { return atlas_; }

private:
  template <class Draw> ImDrawList& draw_all(ImVec2 pixels, ImTextureID texture, Draw draw);

  Atlas atlas_;
  ImDrawListSharedData shared_;
  ImDrawList list_;
};

} // namespace copyscope::gui
