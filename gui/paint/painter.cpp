#include "gui/paint/painter.h"

#include "gui/paint/draw_list_canvas.h"

namespace copyscope::gui {

Painter::Painter(const FontFaces& fonts) : atlas_(fonts), list_(&shared_) {
  shared_.SetCircleTessellationMaxError(0.2F);
  // No textured lines: the atlas has none.
  shared_.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                         ImDrawListFlags_AllowVtxOffset;
}

ImDrawList& Painter::paint(std::span<const figure::Picture* const> pictures, float scale,
                           ImVec2 pixels, ImTextureID texture) {
  shared_.ClipRectFullscreen = {0, 0, pixels.x, pixels.y};
  // New characters may make the atlas grow; then everything is placed once more. A second time is
  // enough unless a picture holds more than any atlas, and then what is missing is missing.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const int generation = atlas_.generation();
    const Atlas::Patch& white = atlas_.white();
    shared_.TexUvWhitePixel = {
        (static_cast<float>(white.x) + 2) / static_cast<float>(atlas_.width()),
        (static_cast<float>(white.y) + 2) / static_cast<float>(atlas_.height())};
    list_._ResetForNewFrame();
    list_.PushTextureID(texture);
    list_.PushClipRect({0, 0}, pixels);
    DrawListCanvas canvas(list_, atlas_, scale, pixels);
    for (const figure::Picture* const picture : pictures)
      figure::paint(*picture, canvas);
    if (atlas_.generation() == generation) break;
  }
  return list_;
}

} // namespace copyscope::gui
