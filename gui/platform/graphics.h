// What is drawn with OpenGL: the draw lists and the atlas' texture. It is drawn aside, into a frame
// buffer that stays from frame to frame, so that only what changes has to be drawn; a window shows
// a copy of it. Belongs to the context that is current while it is made and dropped.
#pragma once

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

  /// What is drawn from now on is of that size. True where nothing of what was drawn before is
  /// there any more. Throws std::runtime_error where there is no memory for it.
  bool take_size(int width, int height);
  /// What the list draws, its positions in pixels of that size.
  void draw(ImDrawList& list, Atlas& atlas);
  void show();   ///< to the window's own buffer
  void finish(); ///< returns when all of it is drawn

  /// What was drawn, red, green, blue, from the top left on.
  std::vector<std::uint8_t> pixels() const;

  bool is_lost() const;    ///< the context: everything that was made in it is gone
  int most_pixels() const; ///< the widest surface that can be drawn on

private:
  void upload(Atlas& atlas);

  unsigned texture_ = 0, frame_buffer_ = 0, render_buffer_ = 0;
  int texture_height_ = 0;
  int width_ = 0, height_ = 0; ///< of the frame buffer
};

} // namespace copyscope::gui
