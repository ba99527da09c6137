// The export dialog: formats at the left, what they take beside them, the preview, and below where
// the file goes.
#include "gui/views/export_parts.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float list_width = 180, gap = 22;

void draw_head(ExportParts& parts, const Scene& scene, Box box) {
  const float wide = parts.picture.text({box.x, box.y + 20}, parts.title("title"), type::title,
                                        parts.ui.theme.text);
  const ExportSubject& subject = parts.state.subject();
  if (subject.shown >= subject.runs.size()) return;
  const assets::Language language = parts.ui.style.language;
  const std::string what = fmt::format("{} · {}", scene.session.scenario().title.in(language),
                                       subject.runs[subject.shown].title.in(language));
  const float x = box.x + wide + 16;
  parts.picture.text(
      {x, box.y + 20},
      figure::shortened(what, type::body, box.right() - 44 - x, parts.ui.style.measure), type::body,
      parts.ui.theme.second);
}

void draw_format(ExportParts& parts, Box box, const exports::Format& format, std::size_t index) {
  const figure::Theme& theme = parts.ui.theme;
  const bool on = &format == &parts.state.format();
  const Action action =
      on_control(action::export_choose, ExportControl::format, static_cast<std::int64_t>(index));
  if (on)
    parts.picture.fill(box, theme.accent, 6);
  else if (parts.ui.is_hovered(action))
    parts.picture.fill(box, theme.selected, 6);
  const float y = box.center().y;
  parts.picture.text({box.x + 10, y + 5.4F}, parts.title(fmt::format("name.{}", format.id)),
                     on ? type::strong : type::body, on ? theme.on_accent : theme.text);
  parts.picture.text({box.right() - 10, y + 4.7F}, format.extension, type::small,
                     on ? theme.on_accent : theme.second, Align::right);
  parts.region(box, action);
}

void draw_formats(ExportParts& parts, Box box) {
  const auto& all = listed_formats();
  const float high = std::min(30.0F, (box.h - 3 * 32) / static_cast<float>(all.size()));
  const float top = box.y;
  ExportGroup group = ExportGroup::data;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || group_of(*all[i]) != group) {
      group = group_of(*all[i]);
      const Box line = box.take_top(i == 0 ? 24.0F : 34.0F);
      parts.picture.text({line.x + 10, line.bottom() - 7},
                         parts.title(fmt::format("group.{}", name_of(group))), type::small,
                         parts.ui.theme.second);
    }
    draw_format(parts, box.take_top(high), *all[i], i);
  }
  parts.ring({box.x, top, box.w, box.y - top}, ExportControl::format);
}

} // namespace

void draw_export_dialog(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.exporting.is_open()) return;
  ExportParts parts(ui, scene.exporting);
  const Box box = centered(surface, 1440, 860);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  draw_head(parts, scene, in.take_top(26, 16));
  draw_export_foot(parts, in.take_bottom(74));
  in.h -= 16;
  draw_formats(parts, in.take_left(list_width, gap));
  const float wide = std::clamp(in.w * 0.42F, 318.0F, 372.0F);
  const Box below = draw_export_options(parts, in.take_left(wide, gap));
  draw_export_preview(parts, in);
  if (parts.state.list()) draw_export_list(parts, surface, below);
  ui.picture.leave();
}

} // namespace copyscope::gui
