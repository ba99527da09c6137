#include "gui/app/screen.h"

#include "gui/app/display_error.h"

#include <cmath>
#include <imgui.h>

namespace copyscope::gui {

ImGuiState::ImGuiState() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
}

ImGuiState::~ImGuiState() {
  ImGui::DestroyContext();
}

void Screen::draw(std::span<const figure::Picture* const> pictures, const Surface& surface,
                  figure::Color ground) {
  const ImVec2 pixels{std::round(surface.box.w * surface.scale),
                      std::round(surface.box.h * surface.scale)};
  ImDrawList& list = painter_.paint(pictures, surface.scale, pixels, graphics_.atlas_texture());
  graphics_.clear(ground, pixels);
  graphics_.draw(list, painter_.atlas(), pixels);
}

std::vector<std::uint8_t> draw_aside(Screen& screen,
                                     std::span<const figure::Picture* const> pictures,
                                     const Surface& surface, int wide, int high,
                                     figure::Color ground) {
  if (wide > screen.graphics().most_pixels() || high > screen.graphics().most_pixels())
    throw DisplayError("this display's OpenGL cannot draw a picture of that size");
  screen.graphics().draw_aside(wide, high);
  screen.draw(pictures, surface, ground);
  return screen.graphics().pixels(wide, high);
}

} // namespace copyscope::gui
