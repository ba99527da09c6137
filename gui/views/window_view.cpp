// The whole window: header, the view that is chosen, and what lies over it.
#include "gui/views/panes.h"

namespace copyscope::gui {

namespace {

void draw_view(Ui& ui, const Scene& scene, Box box) {
  switch (scene.choices.view) {
  case View::stage:
    return draw_stage_view(ui, scene, box);
  case View::compare:
    return draw_compare_view(ui, scene, box);
  case View::follow:
    return draw_follow_view(ui, scene, box);
  case View::whatif:
    return draw_whatif_view(ui, scene, box);
  case View::lesson:
    return draw_lesson_view(ui, scene, box);
  case View::real:
    return draw_real_view(ui, scene, box);
  case View::rows:
    return draw_rows_view(ui, scene, box);
  case View::home:
    return draw_home_view(ui, scene, box);
  }
}

} // namespace

figure::Picture draw_window(const Scene& scene, Box surface, const figure::Style& style,
                            const Action* hovered) {
  figure::Picture picture(style.measure);
  Ui ui(picture, style, hovered);
  if (scene.choices.presenting && scene.session.is_open()) {
    draw_presenter(ui, scene, surface);
    if (scene.choices.help || !scene.choices.menu.empty() || scene.exporting.is_open() ||
        scene.confirm.is_open() || scene.session.is_opening())
      draw_overlays(ui, scene, surface);
    return picture;
  }
  picture.fill(surface, style.theme.ground);
  Box rest = surface;
  const Box header = rest.take_top(header_height);
  draw_header(ui, scene, header);
  if (const float high = find_height(scene); high > 0)
    draw_find_bar(ui, scene, rest.take_top(high));
  draw_view(ui, scene, rest);
  draw_overlays(ui, scene, surface);
  return picture;
}

} // namespace copyscope::gui
