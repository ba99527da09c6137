// What all painters of the stage's parts share.
#pragma once

#include "figure/kit/icons.h"
#include "figure/stage/stage.h"
#include "figure/stage/stage_marks.h"
#include "figure/words/wording.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <string_view>

namespace copyscope::figure {

class StagePainter {
public:
  StagePainter(Picture& picture, const StageState& state, const StageLayout& layout,
               const Style& style, const StageOptions& options)
      : picture_(picture), state_(state), layout_(layout), style_(style), theme_(style.theme),
        options_(options) {}

protected:
  static constexpr Font heading_font{Face::bold, 15}, name_font{Face::medium, 15},
      small{Face::regular, 13};
  static constexpr float strip_height = 16;

  std::string phrase(std::string_view key, const assets::Values& values = {}) const {
    return filled(fmt::format("stage.{}", key), style_.language, values);
  }

  /// The frame of a part; its inner box, with the text's margins.
  Box frame(Box box, std::string_view id, Color edge, float width, Color ground) {
    picture_.fill(box, ground, 8);
    picture_.outline(box, {edge, width}, 8);
    if (options_.selected == id) picture_.outline(box.inset(-4), {theme_.accent, 2}, 10);
    part_region(box, id);
    return box.inset(12, 10);
  }

  /// Answers to a click, and says what it is, unless it is being looked at: then that is said
  /// already.
  void part_region(Box box, std::string_view id) {
    picture_.region(box, {"part", 0, std::string(id)},
                    options_.selected == id ? std::string() : part_help(id, style_.language));
  }

  void part_title(Box in, Icon icon, std::string_view key) {
    draw_icon(picture_, icon, {in.x, in.y - 1, 18, 18}, theme_.second);
    picture_.text({in.x + 25, in.y + 13}, phrase(key), name_font, theme_.text);
  }

  /// The first of the ways to say it that fits a line of that width; the last one where none does.
  void line(Point baseline, float width, const std::vector<std::string>& ways, Font font,
            Color color) {
    for (const std::string& way : ways)
      if (&way == &ways.back() || style_.measure.width(way, font) <= width) {
        picture_.text(baseline, way, font, color);
        return;
      }
  }

  Picture& picture_;
  const StageState& state_;
  const StageLayout& layout_;
  const Style& style_;
  const Theme& theme_;
  const StageOptions& options_;
};

/// Everything that holds bytes: disk, buffers, rings, network card.
void draw_buffers(Picture& picture, const StageState& state, const StageLayout& layout,
                  const Style& style, const StageOptions& options);

} // namespace copyscope::figure
