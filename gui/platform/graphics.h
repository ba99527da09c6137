// What is drawn with OpenGL: the draw lists, the atlas' texture, and a frame buffer for pictures
// that no screen shows. Belongs to the context that is current while it is made and dropped.
#pragma once

#include "figure/kit/color.h"
#include "gui/paint/atlas.h"

#include <cstdint>
#include <imgui.h>
#include <optional>
#include <vector>

namespace copyscope::gui {

class Graphics {
public:
  /// Needs a current context and Dear ImGui's; throws std::runtime_error where OpenGL 3.3 is not
  /// to be had.
  Graphics();
  ~Graphics();
  Graphics(const Graphics&) = delete;
  Graphics& operator=(const Graphics&) = delete;

  ImTextureID atlas_texture() const;

  void clear(figure::Color ground, ImVec2 pixels);
  /// What the list draws, its positions in pixels of a surface of that size.
  void draw(ImDrawList& list, Atlas& atlas, ImVec2 pixels);

  void finish(); ///< returns when all of it is drawn

  /// From now on it is drawn into a frame buffer of that size. Throws where there is no memory.
  void draw_aside(int width, int height);
  /// What was drawn, red, green, blue, from the top left on.
  std::vector<std::uint8_t> pixels(int width, int height) const;

  bool is_lost() const;    ///< the context: everything that was made in it is gone
  int most_pixels() const; ///< the widest surface that can be drawn on

private:
  void upload(Atlas& atlas);

  unsigned texture_ = 0, frame_buffer_ = 0, render_buffer_ = 0;
  int texture_height_ = 0;
};

} // namespace copyscope::gui
