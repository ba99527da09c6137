// Presenting: the lesson full screen, the race over it, and a screen that is blank for a while. And
// where lessons were left.
#include "gui/control/controller.h"

#include <algorithm>
#include <filesystem>

namespace copyscope::gui {

namespace {

using When = scenario::Moment::When;

} // namespace

void Controller::present(const Action&) {
  choices_.presenting = !choices_.presenting;
  choices_.menu.clear();
  choices_.help = choices_.about = choices_.blank = false;
  if (!choices_.presenting) {
    if (choices_.view != View::lesson) lesson_.leave();
    return;
  }
  if (presents_race()) return; // from the view of the race
  if (choices_.view != View::lesson && session_.is_open()) choices_.view = View::stage;
  if (lesson_.enter()) show_slide(Move::jump);
}

/// Elsewhere there is nothing to be blanked.
void Controller::blank(const Action&) {
  choices_.blank = choices_.presenting && !choices_.blank;
}

/// Whether the race is seen full screen, over a slide.
bool Controller::presents_race() const {
  return choices_.presenting && choices_.view == View::compare;
}

/// Back to the slide below it, and the run to where that rests.
void Controller::leave_race() {
  race_.pause();
  choices_.view = choices_.view_before == View::lesson ? View::lesson : View::stage;
  if (lesson_.enter()) show_slide(Move::jump);
}

void Controller::take_slide_here() {
  if (!choices_.presenting || !shown_) return;
  if (presents_race()) return lesson_.leave(); // the race stands there; its lesson begins behind it
  pending_ = Move::none;
  const auto rests_here = [this](const Slide& slide) {
    if (slide.case_index != session_.shown_case()) return false;
    if (slide.when == When::start) return player_.step() == 0;
    if (slide.when == When::end) return player_.at_end();
    return slide.row != trace::no_span &&
           shown_->step_number(shown_->cursor_on(slide.row)) == player_.step();
  };
  const auto& slides = lesson_.slides();
  const auto found = std::ranges::find_if(slides, rests_here);
  if (found == slides.end()) return lesson_.leave();
  lesson_.go_to(static_cast<std::size_t>(found - slides.begin()) + 1);
}

void Controller::take_slide_of_case() {
  if (!choices_.presenting || presents_race()) return;
  const auto& slides = lesson_.slides();
  const auto found = std::ranges::find(slides, session_.shown_case(), &Slide::case_index);
  if (found == slides.end()) return lesson_.leave();
  lesson_.go_to(static_cast<std::size_t>(found - slides.begin()) + 1);
  show_slide(Move::jump);
}

/// The scenario's id, or the whole path of its file.
void Controller::name_lesson() {
  lesson_name_ = session_.name();
  if (!session_.is_file()) return;
  std::error_code error;
  const std::filesystem::path path = std::filesystem::absolute(lesson_name_, error);
  if (!error) lesson_name_ = path.lexically_normal().string();
}

} // namespace copyscope::gui
