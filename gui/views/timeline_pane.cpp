// The timeline below every view that plays: lanes with spans, in story time or in true time.
#include "gui/views/panes.h"

namespace copyscope::gui {

float timeline_height(const Scene& scene) {
  (void)scene;
  return 160;
}

void draw_timeline_pane(Ui& ui, const Scene& scene, Box box) {
  (void)scene;
  ui.picture.fill(box, ui.theme.panel);
}

float race_timeline_height(const Scene& scene) {
  (void)scene;
  return 110;
}

void draw_race_timeline(Ui& ui, const Scene& scene, Box box) {
  (void)scene;
  ui.picture.fill(box, ui.theme.panel);
}

} // namespace copyscope::gui
