#include "gui/platform/hint.h"

#include <algorithm>
#include <string>
#include <vector>

namespace copyscope::gui {

namespace {

constexpr float widest_hint = 340, margin = 8, below = 22, above = 10;
constexpr figure::Font font{figure::Face::regular, 14};

} // namespace

figure::Picture hint_picture(std::string_view text, figure::Point at, figure::Box surface,
                             const figure::Theme& theme, const figure::Measure& measure) {
  figure::Picture picture(measure);
  const std::vector<std::string> lines = figure::wrap(text, font, widest_hint, measure);
  float wide = 0;
  for (const std::string& line : lines)
    wide = std::max(wide, measure.width(line, font));
  figure::Box box{at.x, at.y + below, wide + 2 * margin + 1,
                  static_cast<float>(lines.size()) * font.line() + margin};
  if (box.bottom() > surface.bottom() - 4) box.y = at.y - above - box.h;
  box.x = std::clamp(box.x, 4.0F, std::max(4.0F, surface.right() - box.w - 4));
  box.y = std::clamp(box.y, 4.0F, std::max(4.0F, surface.bottom() - box.h - 4));
  picture.fill(box, theme.raised, 4);
  picture.outline(box, {theme.edge, 1}, 4);
  picture.enter(box);
  picture.paragraph(box.inset(margin, margin / 2), text, font, theme.text);
  picture.leave();
  return picture;
}

} // namespace copyscope::gui
