// The menu of what can be done with a thing, where it was asked about.
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

void draw_context_menu(Ui& ui, const Scene& scene, Box surface) {
  std::vector<ListItem> items;
  float wide = 200;
  for (const ContextEntry& entry : scene.context.entries()) {
    const std::string text =
        ui.title(fmt::format("context.{}", entry.key), {{"offset", figure::grouped(entry.offset)}});
    wide = std::max(wide, ui.width(text, type::body));
    items.push_back(
        {text, "", {action::context_choose, static_cast<std::int64_t>(items.size()), ""}});
  }
  wide += 60;
  const float high = list_row * static_cast<float>(items.size()) + 12;
  const Point at = scene.context.target().at.value_or(
      Point{surface.center().x - wide / 2, surface.center().y - high / 2});
  draw_list(ui, surface,
            {std::clamp(at.x, 8.0F, std::max(8.0F, surface.right() - wide - 8)),
             std::clamp(at.y, 8.0F, std::max(8.0F, surface.bottom() - high - 16))},
            wide, items);
}

} // namespace copyscope::gui
