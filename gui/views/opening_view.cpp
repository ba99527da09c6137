// A large file while it is read: which one, how far it is, and the way to leave it, in a band below
// the header. What was open before is seen beneath it, and goes on.
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

void draw_rail(Ui& ui, Box rail, double done) {
  ui.picture.fill(rail, ui.theme.well, 5);
  ui.picture.outline(rail, {ui.theme.edge, 1}, 5);
  const float filled = rail.w * static_cast<float>(std::clamp(done, 0.0, 1.0));
  ui.picture.fill({rail.x, rail.y, std::max(10.0F, filled), rail.h}, ui.theme.accent, 5);
}

} // namespace

void draw_opening(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.session.is_opening()) return;
  constexpr float most = 640, high = 104;
  const Box box{surface.x, surface.y + view_top(scene), surface.w, high};
  ui.picture.fill(box, ui.theme.raised);
  ui.picture.line({box.x, box.bottom()}, {box.right(), box.bottom()}, {ui.theme.accent, 1.5F});
  ui.picture.region(box, {"", 0, ""});
  ui.picture.enter(box);
  const float wide = std::min(most, surface.w - 2 * margin);
  Box in = Box{box.center().x - wide / 2, box.y, wide, box.h}.inset(0, 14);
  const Box head = in.take_top(24, 14);
  const float taken = ui.width(ui.say("file.opening", {{"path", ""}}), type::strong);
  const std::string path = tail_of(ui, scene.session.opening(), type::strong, head.w - taken - 4);
  ui.picture.text({head.x, head.y + 17}, ui.say("file.opening", {{"path", path}}), type::strong,
                  ui.theme.text);
  const std::string cancel = ui.title("file.cancel");
  Box row = in.take_top(36);
  ui.button(row.take_right(std::max(112.0F, ui.button_width(cancel)), 12), cancel,
            {action::cancel, 0, ""}, Ui::Look::plain, ui.say("tip.cancel_opening"));
  const double done = scene.session.opening_progress();
  ui.picture.text_in(row.take_right(56, 8), fmt::format("{:.0f} %", done * 100), type::strong,
                     ui.theme.text, Align::right);
  draw_rail(ui, {row.x, row.center().y - 5, row.w, 10}, done);
  ui.picture.leave();
}

} // namespace copyscope::gui
