// The lesson's bar: what is told or asked now, the choices, and how the class has done.
#include "gui/views/lesson_text.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

std::string number(std::size_t n) {
  return fmt::format("{}", n);
}

/// "1, 2, 3".
std::string keys_to(std::size_t last) {
  std::string keys = "1";
  for (std::size_t key = 2; key <= last; ++key)
    keys += fmt::format(", {}", key);
  return keys;
}

/// Back, on, and where one is among the slides; at the bar's right end.
void draw_pages(Ui& ui, const Scene& scene, Box box) {
  const Lesson& lesson = scene.lesson;
  const std::string next = lesson.is_asking() ? ui.title("lesson.skip") : ui.title("lesson.next");
  const float wide = std::max(ui.button_width(next), 110.0F);
  const Box on{box.right() - wide, box.y, wide, 36};
  const bool last = lesson.index() >= lesson.of();
  ui.button(on, next, {lesson.is_asking() ? action::skip : action::page_on, 0, ""},
            last                 ? Ui::Look::disabled
            : lesson.is_asking() ? Ui::Look::plain
                                 : Ui::Look::primary);
  ui.icon_button({on.x - 46, box.y, 40, 36}, Icon::left, {action::page_back, 0, ""},
                 ui.say("lesson.previous"),
                 lesson.index() <= 1 ? Ui::Look::disabled : Ui::Look::plain);
  const std::string where =
      ui.say("lesson.slide_of", {{"n", number(lesson.index())}, {"all", number(lesson.of())}});
  ui.picture.text({box.right(), box.y + 58}, where, type::small_strong, ui.theme.text,
                  Align::right);
  if (lesson.questions() > 0)
    ui.picture.text(
        {box.right(), box.y + 78},
        ui.say("lesson.score_of", {{"n", number(static_cast<std::size_t>(lesson.score()))},
                                   {"all", number(lesson.questions())}}),
        type::small, ui.theme.second, Align::right);
}

void draw_choices(Ui& ui, const Scene& scene, const Slide& slide, Box box) {
  const auto& answers = scene.lesson.answers(slide.item);
  const std::vector<std::string> texts =
      choice_texts(scene.lesson.question(slide), ui.style.language);
  const std::size_t columns = texts.size() > 2 ? 2 : 1;
  const std::size_t rows = (texts.size() + columns - 1) / columns;
  const float gap = 8,
              height = std::min(38.0F, (box.h - gap * static_cast<float>(rows - 1)) /
                                           static_cast<float>(std::max<std::size_t>(1, rows)));
  const float width = (box.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Box cell{box.x + static_cast<float>(i % columns) * (width + gap),
                   box.y + static_cast<float>(i / columns) * (height + gap), width, height};
    const bool wrong = std::ranges::find(answers.wrong, i + 1) != answers.wrong.end();
    const Action action{action::answer, static_cast<std::int64_t>(i + 1), ""};
    ui.picture.fill(cell, ui.is_hovered(action) ? ui.theme.selected : ui.theme.raised, 6);
    ui.picture.outline(cell,
                       {wrong ? ui.theme.waiting : ui.theme.accent, 1.2F,
                        wrong ? figure::Dash::dashed : figure::Dash::none},
                       6);
    const Box key{cell.x + 7, cell.center().y - 12, 24, 24};
    ui.picture.fill(key, wrong ? ui.theme.well : ui.theme.accent, 4);
    if (wrong)
      figure::draw_icon(ui.picture, Icon::cross, key.inset(5), ui.theme.text);
    else
      ui.picture.text_in(key, number(i + 1), type::strong, ui.theme.on_accent, Align::center);
    ui.picture.enter(cell);
    const Box text{cell.x + 40, cell.y, cell.w - 48, cell.h};
    const bool one_line = ui.width(texts[i], type::body) <= text.w;
    if (one_line)
      ui.picture.text_in(text, texts[i], type::body, wrong ? ui.theme.second : ui.theme.text);
    else
      ui.picture.paragraph({text.x, text.center().y - 17, text.w, 36}, texts[i], type::small,
                           wrong ? ui.theme.second : ui.theme.text);
    ui.picture.leave();
    ui.picture.region(cell, action);
  }
}

void draw_asking(Ui& ui, const Scene& scene, const Slide& slide, Box box) {
  const scenario::Question& question = scene.lesson.question(slide);
  Box left = box.take_left(box.w * 0.52F, 20);
  ui.picture.text({left.x, left.y + 12},
                  assets::capitalized(
                      ui.say("lesson.question_of", {{"n", number(scene.lesson.question_number())},
                                                    {"all", number(scene.lesson.questions())}})),
                  type::small_strong, ui.theme.second);
  left.take_top(18);
  const std::string ask = question.ask.in(ui.style.language);
  Font font = type::title;
  while (font.size > 15 &&
         static_cast<float>(figure::wrap(ask, font, left.w, ui.style.measure).size()) *
                 font.line() >
             left.h)
    font.size -= 1;
  ui.picture.paragraph(left, ask, font, ui.theme.text);
  if (question.point) {
    ui.picture.paragraph(box,
                         ui.say(scene.lesson.answers(slide.item).wrong.empty() ? "lesson.click_part"
                                                                               : "lesson.wrong",
                                {{"keys", keys_to(scene.lesson.choices(slide.item))}}),
                         type::body, ui.theme.second);
    return;
  }
  if (!scene.lesson.answers(slide.item).wrong.empty()) {
    const Box note = box.take_bottom(20);
    ui.picture.paragraph(note, ui.say("lesson.wrong"), type::small, ui.theme.second);
    box.h -= 2;
  }
  draw_choices(ui, scene, slide, box);
}

} // namespace

void draw_question(Ui& ui, const Scene& scene, Box box) {
  const bool asking = scene.lesson.is_asking();
  ui.picture.fill(box, ui.theme.panel, 8);
  ui.picture.outline(box, {ui.theme.accent, asking ? 2.0F : 1.0F}, 8);
  ui.picture.enter(box);
  Box in = box.inset(20, 12);
  const Slide* const slide = scene.lesson.current();
  if (scene.lesson.of() == 0) {
    ui.picture.paragraph(in, ui.say("lesson.none"), type::body, ui.theme.second);
  } else if (!slide) {
    const std::string start = ui.title("lesson.start");
    ui.button({in.x, in.center().y - 20, ui.button_width(start) + 24, 40}, start,
              {action::bookmark, 1, ""}, Ui::Look::primary);
  } else {
    draw_pages(ui, scene, in.take_right(170, 20));
    if (asking)
      draw_asking(ui, scene, *slide, in);
    else {
      const std::string head =
          slide_heading(scene.session, scene.lesson, *slide, ui.style.language);
      if (!head.empty()) {
        ui.picture.text({in.x, in.y + 12}, head, type::small_strong, ui.theme.second);
        in.take_top(20);
      }
      const std::string text = slide_text(scene.session, scene.lesson, *slide, ui.style.language);
      Font font = type::title;
      font.face = Face::medium;
      while (font.size > 15 &&
             static_cast<float>(figure::wrap(text, font, in.w, ui.style.measure).size()) *
                     font.line() >
                 in.h + 4)
        font.size -= 1;
      ui.picture.paragraph(in, text, font, ui.theme.text);
    }
  }
  ui.picture.leave();
}

} // namespace copyscope::gui
