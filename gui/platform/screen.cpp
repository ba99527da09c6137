#include "gui/platform/screen.h"

#include "gui/platform/display_error.h"

#include <cmath>
#include <imgui.h>
#include <vector>

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
  const ImVec2 pixels{std::round(surface.seen.w * surface.scale),
                      std::round(surface.seen.h * surface.scale)};
  std::vector<figure::Picture> moved; // where a part of them is seen
  std::vector<const figure::Picture*> painted(pictures.begin(), pictures.end());
  if (!surface.shows_all()) {
    for (const figure::Picture* const each : pictures)
      moved.push_back(each->scaled(1, surface.seen.top_left() * -1));
    for (std::size_t i = 0; i < moved.size(); ++i)
      painted[i] = &moved[i];
  }
  ImDrawList& list = painter_.paint(painted, surface.scale, pixels, graphics_.atlas_texture());
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
