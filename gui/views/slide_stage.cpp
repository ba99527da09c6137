#include "gui/views/slide_stage.h"

#include "figure/pages/race.h"
#include <algorithm>

namespace copyscope::gui {

namespace {

using When = scenario::Moment::When;

/// The step with which the stage rests on a slide, as the player counts them.
std::int64_t step_of(const Scene& scene, const Slide& slide) {
  if (slide.when == When::start) return 0;
  if (slide.when == When::end) return scene.player.steps();
  return scene.trace->step_number(scene.trace->cursor_on(slide.row));
}

} // namespace

std::vector<std::string> names_shown(const Scene& scene) {
  const Slide* const slide = scene.lesson.current();
  if (!slide || !scene.has_trace() || scene.player.animating()) return {};
  const bool is_known = slide->when != When::event || slide->row != trace::no_span;
  if (!is_known || slide->case_index != scene.session.shown_case()) return {};
  return scene.player.step() == step_of(scene, *slide) ? scene.lesson.shows(*slide)
                                                       : std::vector<std::string>();
}

std::vector<figure::Pick> picks_of(const Scene& scene) {
  std::vector<figure::Pick> picks;
  const Slide* const slide = scene.lesson.current();
  if (!slide || !scene.lesson.is_asking() || !scene.lesson.question(*slide).point) return picks;
  const auto& tried = scene.lesson.answers(slide->item).wrong;
  int key = 0;
  for (const std::string& part : scene.lesson.candidates(slide->item)) {
    ++key;
    const bool wrong = std::ranges::find(tried, static_cast<std::size_t>(key)) != tried.end();
    picks.push_back({part, key, wrong});
  }
  return picks;
}

std::vector<figure::Racer> racers_at_end(const Scene& scene, figure::Language language) {
  std::vector<figure::Racer> racers;
  Time end;
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    if (const auto& trace = scene.session.slot(i).trace()) end = std::max(end, trace->end());
  for (std::size_t i = 0; i < scene.session.case_count(); ++i)
    if (const auto& trace = scene.session.slot(i).trace())
      racers.push_back(figure::racer_at(*trace, end, scene.session.which(i).title.in(language),
                                        static_cast<int>(i) + 1));
  return racers;
}

figure::Picture comparison_of(const Scene& scene, Box box, const figure::Style& style) {
  return figure::draw_race(racers_at_end(scene, style.language), box, style);
}

} // namespace copyscope::gui
