// The lesson's bar: what is told or asked now, the choices, and how the class has done.
#include "gui/views/lesson_choices.h"
#include "gui/views/lesson_text.h"
#include "gui/views/panes.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

std::string number(std::size_t n) {
  return fmt::format("{}", n);
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

constexpr ChoiceLook look{38, 8, 24, type::body, 12};

/// A paragraph as large as fits, from `font` down to `least`.
void draw_fitting(Ui& ui, Box box, const std::string& text, Font font, float least,
                  figure::Color color) {
  while (font.size > least &&
         static_cast<float>(figure::wrap(text, font, box.w, ui.style.measure).size()) *
                 font.line() >
             box.h + 4)
    font.size -= 0.5F;
  ui.picture.paragraph(box, text, font, color);
}

/// Which question it is, or what was right; and what it is about, where the run was changed.
void draw_heading(Ui& ui, const Scene& scene, const Slide& slide, Box line) {
  const std::string head =
      slide.kind == SlideKind::question
          ? assets::capitalized(
                ui.say("lesson.question_of", {{"n", number(scene.lesson.question_number())},
                                              {"all", number(scene.lesson.questions())}}))
          : slide_heading(scene.session, scene.lesson, slide, ui.style.language);
  const std::string about = note_on_change(ui, scene, slide);
  const float wide =
      ui.picture.text({line.x, line.y + 12}, head, type::small_strong, ui.theme.second) + 12;
  if (about.empty()) return;
  Font font = type::small;
  while (font.size > 11 && ui.width(about, font) > line.w - wide)
    font.size -= 0.5F;
  ui.picture.text({line.x + wide, line.y + 12}, about, font, ui.theme.text);
}

void draw_slide(Ui& ui, const Scene& scene, const Slide& slide, Box box) {
  const bool asking = scene.lesson.is_asking();
  const bool has_list = has_choice_list(scene, slide);
  if (slide.kind != SlideKind::narration) draw_heading(ui, scene, slide, box.take_top(20));
  Box words = has_list ? box.take_left(box.w * 0.52F, 20) : box;
  if (has_list) draw_choice_list(ui, scene, slide, box, look);
  const std::string note = asking ? note_on_question(ui, scene, slide) : std::string();
  if (!note.empty())
    draw_fitting(ui, words.take_bottom(words.h * 0.44F, 2), note, type::body, 11, ui.theme.second);
  const std::string text = slide_text(scene.session, scene.lesson, slide, ui.style.language);
  const Font font = asking ? type::title : Font{Face::medium, type::title.size};
  draw_fitting(ui, words, text, font, 12, ui.theme.text);
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
    ui.picture.paragraph(
        in, ui.say(scene.session.has_scenario() ? "lesson.none" : "lesson.no_scenario"), type::body,
        ui.theme.second);
  } else if (!slide) {
    const std::string start = ui.title("lesson.start");
    ui.button({in.x, in.center().y - 20, ui.button_width(start) + 24, 40}, start,
              {action::bookmark, 1, ""}, Ui::Look::primary);
  } else {
    draw_pages(ui, scene, in.take_right(170, 20));
    draw_slide(ui, scene, *slide, in);
  }
  ui.picture.leave();
}

} // namespace copyscope::gui
