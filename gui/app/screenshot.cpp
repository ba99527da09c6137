#include "gui/app/screenshot.h"

#include "export/paper/canvas/png.h"
#include "gui/platform/screen.h"
#include "gui/platform/window.h"

#include <array>

namespace copyscope::gui {

std::string screenshot(Application& application, const FontFaces& fonts, int wide, int high,
                       float scale) {
  const WindowSystem system;
  Geometry small;
  small.width = small.height = 64; // what is drawn goes elsewhere
  Window window(small, application.title(), Window::Kind::hidden);
  Screen screen(fonts);
  const Surface surface = surface_for(wide, high, scale, application.type_size());
  const figure::Picture picture = application.lay_out(surface.box, nullptr);
  const std::array<const figure::Picture*, 1> pictures{&picture};
  return exports::png_of(
      draw_aside(screen, pictures, surface, wide, high, application.theme().ground), wide, high);
}

} // namespace copyscope::gui
