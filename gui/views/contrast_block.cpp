#include "gui/views/contrast_block.h"

namespace copyscope::gui {

namespace {

constexpr float inset_x = 10, inset_y = 8, bar = 3, between = 4;
constexpr float smallest = 10.5F;

float height_of_words(const Ui& ui, const std::string& text, Font font, float width) {
  return static_cast<float>(figure::wrap(text, font, width, ui.style.measure).size()) * font.line();
}

Font strong_of(Font font) {
  return {Face::bold, font.size};
}

float height_at(const Ui& ui, const figure::LevelContrast& contrast, Font font, float width) {
  const float inner = width - 2 * inset_x;
  return 2 * inset_y + between +
         height_of_words(ui, contrast.textbook_heading, strong_of(font), inner) +
         height_of_words(ui, contrast.textbook, font, inner) +
         height_of_words(ui, contrast.here_heading, strong_of(font), inner) +
         height_of_words(ui, contrast.here, font, inner);
}

} // namespace

std::optional<figure::LevelContrast> contrast_of(const Scene& scene, figure::Language language) {
  if (!scene.has_trace() || scene.lesson.hides_counters()) return std::nullopt;
  const trace::SpanId row = scene.trace->step(scene.trace->step_number(scene.cursor()));
  if (row == trace::no_span) return std::nullopt;
  return figure::level_contrast(*scene.trace, row, language);
}

float height_of_contrast(const Ui& ui, const figure::LevelContrast& contrast, float width) {
  return height_at(ui, contrast, type::small, width);
}

void draw_contrast(Ui& ui, const figure::LevelContrast& contrast, Box& box, float kept) {
  Font font = type::small;
  while (font.size > smallest && height_at(ui, contrast, font, box.w) > box.h - kept)
    font.size -= 0.5F;
  const Box area = box.take_top(height_at(ui, contrast, font, box.w), 8);
  ui.picture.fill(area, ui.theme.selected, 5);
  ui.picture.fill({area.x, area.y, bar, area.h}, ui.theme.accent, 1);
  ui.picture.enter(area);
  Box in = area.inset(inset_x, inset_y);
  const auto say = [&](const std::string& text, Font with) {
    in.take_top(ui.picture.paragraph(in, text, with, ui.theme.text));
  };
  say(contrast.textbook_heading, strong_of(font));
  say(contrast.textbook, font);
  in.take_top(between);
  say(contrast.here_heading, strong_of(font));
  say(contrast.here, font);
  ui.picture.leave();
}

} // namespace copyscope::gui
