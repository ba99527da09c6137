// Presenter mode: one idea at a time, large enough for the last row. A clicker gives the lecture.
#include "figure/pages/race.h"
#include "figure/stage/small_stage.h"
#include "gui/views/lesson_choices.h"
#include "gui/views/lesson_text.h"
#include "gui/views/slide_stage.h"

#include <algorithm>
#include <fmt/format.h>

namespace copyscope::gui {

namespace {

constexpr Font headline{Face::bold, 36}, words{Face::medium, 38}, note{Face::regular, 20};
constexpr float side = 48;

/// A dot for each slide where they are few, else a bar; and which of how many.
void draw_place(Ui& ui, const Scene& scene, Box box) {
  const std::size_t all = scene.lesson.of(), at = scene.lesson.index();
  const std::string text =
      ui.say("lesson.slide_of", {{"n", fmt::format("{}", at)}, {"all", fmt::format("{}", all)}});
  ui.picture.text({box.right(), box.y + 58}, text, note, ui.theme.second, Align::right);
  constexpr float pitch = 14;
  const float wide = std::min(box.w, pitch * static_cast<float>(all));
  const Box rail{box.right() - wide, box.y + 18, wide, 6};
  ui.picture.fill(rail, figure::mix(ui.theme.ground, ui.theme.edge, 0.6F), 3);
  if (all > 0)
    ui.picture.fill({rail.x, rail.y, rail.w * static_cast<float>(at) / static_cast<float>(all), 6},
                    ui.theme.accent, 3);
  for (std::size_t i = 1; i <= all; ++i) {
    const float from = rail.x + rail.w * static_cast<float>(i - 1) / static_cast<float>(all);
    ui.picture.region({from, rail.y - 12, rail.w / static_cast<float>(all), 30},
                      {action::bookmark, static_cast<std::int64_t>(i), ""}, ui.say("tip.bookmark"));
  }
}

/// The paragraph as large as fits.
void draw_words(Ui& ui, Box box, const std::string& text, Font font, float least,
                figure::Color color) {
  while (font.size > least &&
         static_cast<float>(figure::wrap(text, font, box.w, ui.style.measure).size()) *
                 font.line() >
             box.h)
    font.size -= 1;
  ui.picture.paragraph(box, text, font, color);
}

constexpr ChoiceLook choice_look{58, 12, 34, {Face::regular, 24}, 13};

/// Question or answer: its words, below them the choices, then what a wrong one has mistaken.
void draw_choosing(Ui& ui, const Scene& scene, const Slide& slide, Box box) {
  const bool asking = scene.lesson.is_asking();
  const std::string about = note_on_change(ui, scene, slide);
  if (!about.empty())
    draw_words(ui, box.take_top(26, 4), about, {Face::regular, 18}, 12, ui.theme.second);
  const std::string remark = asking ? note_on_question(ui, scene, slide) : std::string();
  if (!remark.empty() && asking)
    draw_words(ui, box.take_bottom(box.h * 0.2F, 6), remark, {Face::medium, 24}, 13,
               ui.theme.second);
  const bool has_list = has_choice_list(scene, slide);
  const Box text = has_list ? box.take_top(box.h * 0.44F, 10) : box;
  draw_words(ui, text, slide_text(scene.session, scene.lesson, slide, ui.style.language), words, 18,
             ui.theme.text);
  if (has_list) draw_choice_list(ui, scene, slide, box, choice_look);
}

void draw_stage_large(Ui& ui, const Scene& scene, Box box) {
  if (scene.lesson.compares()) {
    const float factor =
        std::min(box.h / 430, box.w / figure::race_width(scene.session.case_count()));
    const Box inner{0, 0, box.w / factor, box.h / factor};
    figure::Picture race = comparison_of(scene, inner, ui.style);
    race.clear_regions();
    return ui.picture.add(race.scaled(factor, box.top_left()));
  }
  const Slide* const slide = scene.lesson.current();
  const bool pointing = slide && scene.lesson.is_asking() && scene.lesson.question(*slide).point;
  const float factor =
      pointing ? std::min(box.h / 400, box.w / 660) : std::min(box.h / 236, box.w / 620);
  const Box inner{0, 0, box.w / factor, box.h / factor};
  figure::Picture picture(ui.style.measure);
  if (pointing) {
    picture = stage_of(ui, scene, inner);
  } else {
    figure::StageState state =
        figure::stage_state(*scene.trace, figure::routes_of(*scene.trace), scene.cursor());
    // The lesson rests on what has just been done: who did it is still at work for its sentence.
    if (slide && slide->when == scenario::Moment::When::event && state.current)
      state.current->under_way = true;
    const auto& first = scene.session.slot(0).trace();
    const auto baseline = first ? figure::routes_of(*first) : std::vector<figure::Route>();
    picture.enter(inner);
    figure::SmallStageOptions options;
    options.baseline = scene.session.shown_case() == 0 ? nullptr : &baseline;
    options.hidden = scene.lesson.hides_counters();
    options.actor_hidden = scene.lesson.hides_actor();
    options.shows = names_shown(scene);
    figure::draw_small_stage(picture, state, options, inner, ui.style);
    picture.leave();
  }
  ui.picture.add(picture.scaled(factor, box.top_left()));
}

} // namespace

void draw_presenter(Ui& ui, const Scene& scene, Box surface) {
  ui.picture.fill(surface, scene.choices.blank ? figure::rgb(0x000000) : ui.theme.ground);
  if (scene.choices.blank) return;
  Box box = surface.inset(side, 28);
  ui.picture.enter(surface);
  Box head = box.take_top(64, 10);
  draw_place(ui, scene, head.take_right(260, 24));
  const std::string title =
      (scene.lesson.compares() ? scene.session.scenario().title : scene.shown().title)
          .in(ui.style.language);
  ui.picture.text({head.x, head.y + 40},
                  figure::shortened(title, headline, head.w, ui.style.measure), headline,
                  ui.theme.text);
  const Slide* const slide = scene.lesson.current();
  const bool choosing = slide && has_choice_list(scene, *slide);
  Box foot = box.take_bottom(box.h * (choosing ? 0.38F : 0.26F), 20);
  if (scene.has_trace()) draw_stage_large(ui, scene, box);
  ui.picture.fill({foot.x, foot.y, 6, foot.h}, ui.theme.accent, 3);
  foot.take_left(32);
  if (slide && slide->kind != SlideKind::narration) {
    draw_choosing(ui, scene, *slide, foot);
  } else {
    const std::string text =
        slide ? slide_text(scene.session, scene.lesson, *slide, ui.style.language)
        : scene.has_trace() && scene.player.step() > 0
            ? figure::sentence_of(*scene.trace, scene.player.step_row(), ui.style.language)
            : scene.session.scenario().summary.in(ui.style.language);
    draw_words(ui, foot, text, words, 18, ui.theme.text);
  }
  ui.picture.leave();
}

} // namespace copyscope::gui
