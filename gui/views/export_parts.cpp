#include "gui/views/export_parts.h"

#include "gui/control/field_for.h"
#include "gui/session/gestures.h"
#include "gui/views/overlay_parts.h"

#include <fmt/format.h>

namespace copyscope::gui {

std::string ExportParts::say(std::string_view key, const assets::Values& values) const {
  return ui.say(fmt::format("export.{}", key), values);
}

void ExportParts::field(Box box, ExportControl control, const std::string& value,
                        const std::string& otherwise, bool is_wrong, int flags) {
  picture.fill(box, ui.theme.well, 6);
  picture.outline(box, {is_wrong ? ui.theme.text : ui.theme.edge, is_wrong ? 2.0F : 1.0F}, 6);
  const Box in = box.inset(10, 0);
  picture.text_in(in, value.empty() ? otherwise : tail_of(value, type::body, in.w), type::body,
                  value.empty() ? ui.theme.second : ui.theme.text);
  region(box, {region::field, flags | region::told_as_typed,
               fmt::format("{}={}", field_key::exporting(control), value)});
}

Font ExportParts::fitting(const std::string& text, Font font, float width) const {
  while (font.size > 11 && ui.width(text, font) > width)
    font.size -= 0.5F;
  return font;
}

std::string ExportParts::tail_of(std::string_view text, Font font, float width) const {
  return gui::tail_of(ui, text, font, width);
}

Action on_control(const char* name, ExportControl control, std::int64_t number) {
  return {name, number, std::string(name_of(control))};
}

} // namespace copyscope::gui
