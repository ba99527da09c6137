// The export dialog: formats at the left, what they take beside them, the preview, and below where
// the file goes.
#include "gui/views/export_parts.h"
#include "gui/views/overlay_parts.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr float list_width = 206, gap = 20;

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

/// A drawing or file, and the formats that it comes in: they follow one another in the list.
struct ExportKind {
  ExportGroup group = ExportGroup::pictures;
  std::string name;
  std::size_t first = 0, end = 0; ///< of listed_formats()
};

std::vector<ExportKind> kinds(const ExportParts& parts) {
  std::vector<ExportKind> all;
  const auto& formats = listed_formats();
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::string name = parts.title(fmt::format("name.{}", formats[i]->id));
    const ExportGroup group = group_of(*formats[i]);
    if (!all.empty() && all.back().name == name && all.back().group == group)
      all.back().end = i + 1;
    else
      all.push_back({group, name, i, i + 1});
  }
  return all;
}

/// The extensions that a kind comes in, at the right end of its row; each can be pressed.
void draw_extensions(ExportParts& parts, Box row, const ExportKind& kind, bool is_on) {
  const figure::Theme& theme = parts.ui.theme;
  const auto& formats = listed_formats();
  float x = row.right() - 6;
  for (std::size_t i = kind.end; i-- > kind.first;) {
    const bool on = &parts.state.format() == formats[i];
    const float wide = parts.ui.width(formats[i]->extension, type::small);
    const Box place{x - wide - 8, row.y + 3, wide + 8, row.h - 6};
    const bool is_alone = kind.end - kind.first == 1;
    if (on && !is_alone) parts.picture.fill(place, theme.panel, 4);
    const figure::Color color = on && !is_alone ? theme.text
                                : is_on         ? theme.on_accent
                                                : theme.second;
    parts.picture.text_in(place, formats[i]->extension, type::small, color, Align::center);
    if (i > kind.first)
      parts.region(place, on_control(action::export_choose, ExportControl::format,
                                     static_cast<std::int64_t>(i)));
    x = place.x;
  }
}

void draw_kind(ExportParts& parts, Box row, const ExportKind& kind) {
  const figure::Theme& theme = parts.ui.theme;
  const auto chosen = parts.state.choices().chosen(ExportControl::format);
  const bool on = chosen >= kind.first && chosen < kind.end;
  const Action action = on_control(action::export_choose, ExportControl::format,
                                   static_cast<std::int64_t>(kind.first));
  if (on)
    parts.picture.fill(row, theme.accent, 6);
  else if (parts.ui.is_hovered(action))
    parts.picture.fill(row, theme.selected, 6);
  parts.picture.text({row.x + 10, row.center().y + 5.4F}, kind.name, on ? type::strong : type::body,
                     on ? theme.on_accent : theme.text);
  parts.region(row, action);
  draw_extensions(parts, row, kind, on);
}

void draw_formats(ExportParts& parts, Box box) {
  const std::vector<ExportKind> all = kinds(parts);
  const float high = std::min(30.0F, (box.h - 3 * 32) / static_cast<float>(all.size()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i].group != all[i - 1].group) {
      const Box line = box.take_top(i == 0 ? 24.0F : 34.0F);
      parts.picture.text({line.x + 10, line.bottom() - 7},
                         parts.title(fmt::format("group.{}", name_of(all[i].group))), type::small,
                         parts.ui.theme.second);
    }
    draw_kind(parts, box.take_top(high), all[i]);
  }
}

} // namespace

void draw_export_dialog(Ui& ui, const Scene& scene, Box surface) {
  if (!scene.exporting.is_open()) return;
  ExportParts parts(ui, scene.exporting);
  const Box box = centered(surface, 1440, 860);
  Box in = enter_dialog(ui, surface, box);
  draw_close(ui, box);
  draw_head(parts, scene, in.take_top(26, 16));
  draw_export_foot(parts, in.take_bottom(74), scene.browser.folders().list != nullptr);
  in.h -= 16;
  draw_formats(parts, in.take_left(list_width, gap));
  const float wide = std::clamp(in.w * 0.42F, 318.0F, 372.0F);
  const Box below = draw_export_options(parts, in.take_left(wide, gap));
  if (parts.state.is_browsing())
    draw_file_browser(ui, scene, in, Picking::to_write);
  else
    draw_export_preview(parts, in);
  if (parts.state.list() && !parts.state.is_browsing()) draw_export_list(parts, surface, below);
  ui.picture.leave();
}

} // namespace copyscope::gui
