// What pictures are shown on: Dear ImGui, OpenGL and the painter of one window, made together and
// dropped together.
#pragma once

#include "figure/kit/color.h"
#include "gui/paint/painter.h"
#include "gui/paint/surface.h"
#include "gui/platform/graphics.h"

#include <cstdint>
#include <span>
#include <vector>

namespace copyscope::gui {

/// Dear ImGui's state: one at a time.
class ImGuiState {
public:
  ImGuiState();
  ~ImGuiState();
  ImGuiState(const ImGuiState&) = delete;
  ImGuiState& operator=(const ImGuiState&) = delete;
};

class Screen {
public:
  /// The window's context has to be current.
  explicit Screen(const FontFaces& fonts) : painter_(fonts) {}

  void draw(std::span<const figure::Picture* const> pictures, const Surface& surface,
            figure::Color ground);

  Graphics& graphics() { return graphics_; }

private:
  ImGuiState imgui_;
  Graphics graphics_;
  Painter painter_;
};

/// The same without a screen: pixels of exactly that size, red, green, blue.
std::vector<std::uint8_t> draw_aside(Screen& screen,
                                     std::span<const figure::Picture* const> pictures,
                                     const Surface& surface, int wide, int high,
                                     figure::Color ground);

} // namespace copyscope::gui
