#include "gui/paint/painter.h"

#include "figure/kit/shapes.h"
#include "gui/paint/draw_list_canvas.h"

#include <vector>

namespace copyscope::gui {

Painter::Painter(const FontFaces& fonts) : atlas_(fonts), list_(&shared_) {
  shared_.SetCircleTessellationMaxError(0.2F);
  // No textured lines: the atlas has none.
  shared_.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                         ImDrawListFlags_AllowVtxOffset;
}

// New characters may make the atlas grow; then everything is placed once more. A second time is
// enough unless a picture holds more than any atlas, and then what is missing is missing.
template <class Draw> ImDrawList& Painter::draw_all(ImVec2 pixels, ImTextureID texture, Draw draw) {
  shared_.ClipRectFullscreen = {0, 0, pixels.x, pixels.y};
  for (int attempt = 0; attempt < 3; ++attempt) {
    const int generation = atlas_.generation();
    const Atlas::Patch& white = atlas_.white();
    shared_.TexUvWhitePixel = {
        (static_cast<float>(white.x) + 2) / static_cast<float>(atlas_.width()),
        (static_cast<float>(white.y) + 2) / static_cast<float>(atlas_.height())};
    list_._ResetForNewFrame();
    list_.PushTextureID(texture);
    list_.PushClipRect({0, 0}, pixels);
    draw();
    if (atlas_.generation() == generation) break;
  }
  return list_;
}

ImDrawList& Painter::paint(std::span<const figure::Picture* const> pictures, float scale,
                           ImVec2 pixels, ImTextureID texture) {
  const PixelBox whole{0, 0, static_cast<int>(pixels.x), static_cast<int>(pixels.y)};
  return draw_all(pixels, texture, [&] {
    DrawListCanvas canvas(list_, atlas_, scale, whole);
    for (const figure::Picture* const picture : pictures)
      figure::paint(*picture, canvas);
  });
}

ImDrawList& Painter::paint_parts(std::span<const figure::Picture* const> pictures, float scale,
                                 ImVec2 pixels, ImTextureID texture,
                                 std::span<const PixelBox> parts, figure::Color ground) {
  struct Reached {
    const figure::Shape* shape;
    PixelBox box;
    bool is_bracket; ///< a clip or a group: it holds for what follows, wherever that is
  };
  std::vector<Reached> shapes;
  for (const figure::Picture* const picture : pictures)
    for (const figure::Shape& shape : picture->shapes())
      shapes.push_back({&shape, reach_of(shape, scale), figure::nesting(shape) != 0});
  return draw_all(pixels, texture, [&] {
    for (const PixelBox& part : parts) {
      list_.PushClipRect({static_cast<float>(part.left), static_cast<float>(part.top)},
                         {static_cast<float>(part.right), static_cast<float>(part.bottom)});
      DrawListCanvas canvas(list_, atlas_, scale, part);
      canvas.cover(ground);
      for (const Reached& each : shapes)
        if (each.is_bracket || each.box.overlaps(part)) figure::paint(*each.shape, canvas);
      list_.PopClipRect();
    }
  });
}

} // namespace copyscope::gui
