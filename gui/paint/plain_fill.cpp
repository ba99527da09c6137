#include "gui/paint/draw_list_canvas.h"

#include <glad/gl.h>

namespace copyscope::gui {

void fill_plainly(const ImDrawList*, const ImDrawCmd* command) {
  const auto color =
      static_cast<ImU32>(reinterpret_cast<std::uintptr_t>(command->UserCallbackData));
  const auto channel = [color](unsigned shift) {
    return static_cast<float>((color >> shift) & 0xFFU) / 255;
  };
  GLint viewport[4] = {};
  glGetIntegerv(GL_VIEWPORT, viewport);
  const ImVec4& rect = command->ClipRect;
  const auto w = static_cast<GLsizei>(rect.z - rect.x), h = static_cast<GLsizei>(rect.w - rect.y);
  if (w <= 0 || h <= 0) return;
  glScissor(static_cast<GLint>(rect.x), viewport[3] - static_cast<GLint>(rect.w), w, h);
  glClearColor(channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

} // namespace copyscope::gui
