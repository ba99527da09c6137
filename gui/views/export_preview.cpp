// What an export will look like.
#include "gui/views/export_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr Font text_font{Face::mono, 12};
constexpr float text_line = 17;

void draw_note(Ui& ui, Box box, const std::string& text) {
  const float wide = std::min(box.w - 32, 420.0F);
  const auto lines = figure::wrap(text, type::body, wide, ui.style.measure);
  const float high = static_cast<float>(lines.size()) * type::body.line();
  ui.picture.paragraph({box.center().x - wide / 2, box.center().y - high / 2, wide, high}, text,
                       type::body, ui.theme.second);
}

/// The drawing, as large as there is room, but no larger than it is; a sheet on the table.
void draw_sheet(Ui& ui, const exports::Preview& drawing, Box box) {
  if (drawing.width <= 0 || drawing.height <= 0) return;
  const float factor = std::min({box.w / drawing.width, box.h / drawing.height, 1.0F});
  const float w = drawing.width * factor, h = drawing.height * factor;
  const Box sheet{box.center().x - w / 2, box.center().y - h / 2, w, h};
  ui.picture.fill(sheet, drawing.ground);
  figure::Picture picture = drawing.picture.scaled(factor, sheet.top_left());
  picture.clear_regions(); // it is looked at, no more
  ui.picture.clip(sheet);
  ui.picture.add(std::move(picture));
  ui.picture.unclip();
  ui.picture.outline(sheet.inset(-1), {ui.theme.edge, 1});
}

std::string shown(std::string_view line) {
  std::string text;
  for (const char c : line)
    text += c == '\t' ? "    " : std::string(1, c);
  return text;
}

void draw_text(Ui& ui, const ExportOutcome& seen, Box box) {
  box = box.inset(14, 10);
  std::string_view rest = seen.text;
  if (!seen.is_whole) rest = rest.substr(0, rest.rfind('\n')); // half a line may be half a letter
  ui.picture.enter(box);
  const std::string more = fmt::format("… {}", ui.say("export.more"));
  while (!rest.empty()) {
    const Box line = box.take_top(text_line);
    const bool is_last = box.h < text_line;
    const std::size_t end = rest.find('\n');
    const bool goes_on = (end != std::string_view::npos && end + 1 < rest.size()) || !seen.is_whole;
    if (is_last && goes_on) {
      ui.picture.text({line.x, line.y + 13}, more, type::small, ui.theme.second);
      break;
    }
    ui.picture.text(
        {line.x, line.y + 13},
        figure::shortened(shown(rest.substr(0, end)), text_font, line.w, ui.style.measure),
        text_font, ui.theme.text);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (rest.empty() && !seen.is_whole)
      ui.picture.text({box.x, box.y + 13}, more, type::small, ui.theme.second);
  }
  ui.picture.leave();
}

} // namespace

void draw_export_preview(ExportParts& parts, Box box) {
  Ui& ui = parts.ui;
  const ExportWork& work = parts.state.work();
  const Box head = box.take_top(24);
  ui.picture.text({head.x, head.y + 14}, ui.title("export.preview"), type::small, ui.theme.second);
  const ExportOutcome* const seen = work.seen();
  if (work.is_previewing())
    ui.picture.text({head.right(), head.y + 14}, ui.say("export.drawing"), type::small,
                    ui.theme.second, Align::right);
  ui.picture.fill(box, ui.theme.ground, 6);
  ui.picture.outline(box, {figure::mix(ui.theme.panel, ui.theme.edge, 0.45F), 1}, 6);
  if (!seen) return;
  if (seen->kind == ExportOutcome::Kind::failed)
    draw_note(ui, box, ui.say("export.not_drawn", {{"reason", seen->reason}}));
  else if (seen->drawing)
    draw_sheet(ui, *seen->drawing, box.inset(16));
  else
    draw_text(ui, *seen, box);
}

} // namespace copyscope::gui
