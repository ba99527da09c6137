#include "gui/control/teaching.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace copyscope::gui {

namespace {

using When = scenario::Moment::When;

} // namespace

Handlers Teaching::actions() {
  return {{action::play, does(this, &Teaching::play)},
          {action::page_on, does(this, &Teaching::page_on)},
          {action::page_back, does(this, &Teaching::page_back)},
          {action::bookmark, does(this, &Teaching::bookmark)},
          {action::answer, does(this, &Teaching::answer)},
          {action::skip, does(this, &Teaching::skip)},
          {action::vote, does(this, &Teaching::vote)},
          {action::present, does(this, &Teaching::present)},
          {action::blank, does(this, &Teaching::blank)}};
}

void Teaching::play() {
  shared_.choices.blank = false;
  if (shared_.in_race()) return shared_.race.toggle_play();
  if (shared_.lesson.index() == 0) return moving_.play_or_pause();
  if (shared_.player.playing()) return shared_.player.pause();
  go_on();
}

void Teaching::page_on() {
  shared_.choices.blank = false;
  if (shared_.presents_race() && shared_.lesson.index() != 0)
    leave_race(); // the pages are the lesson's
  else if (shared_.in_race())
    return moving_.step_on();
  if (shared_.lesson.index() == 0) return shared_.player.step_on();
  go_on();
}

void Teaching::page_back() {
  Lesson& lesson = shared_.lesson;
  shared_.choices.blank = false;
  if (shared_.presents_race() && lesson.index() != 0) return leave_race(); // to the slide below it
  if (shared_.in_race()) return moving_.step_back();
  if (lesson.index() == 0) return shared_.player.step_back();
  if (lesson.previous()) show_slide(Move::jump);
}

void Teaching::bookmark(const Action& action) {
  Lesson& lesson = shared_.lesson;
  if (action.number == 0)
    lesson.restart();
  else if (action.number < 0 || !lesson.go_to(static_cast<std::size_t>(action.number)))
    return;
  if (lesson.index() == 0) return;
  if (!shared_.choices.presenting) shared_.choices.view = View::lesson;
  show_slide(Move::jump);
}

void Teaching::answer(const Action& action) {
  if (action.number < 1 ||
      !shared_.lesson.answer(static_cast<std::size_t>(action.number), shared_.session.results()))
    return;
  if (!shared_.lesson.is_asking()) show_slide(Move::play);
}

void Teaching::skip() {
  if (shared_.lesson.skip()) show_slide(Move::play);
}

void Teaching::vote() {
  if (!shared_.presents_race()) shared_.lesson.toggle_vote();
}

void Teaching::count_hands(int choice, int hands) {
  if (Vote* const vote = shared_.lesson.open_vote(); vote && choice > 0)
    vote->set(static_cast<std::size_t>(choice - 1), hands);
}

void Teaching::point_at(const std::string& part) {
  if (shared_.lesson.point(part, shared_.session.results()) && !shared_.lesson.is_asking())
    show_slide(Move::play);
}

void Teaching::enter() {
  if (shared_.lesson.enter()) show_slide(Move::jump);
}

// Presenting.

void Teaching::present() {
  Choices& choices = shared_.choices;
  choices.presenting = !choices.presenting;
  choices.menu.clear();
  choices.help = choices.about = choices.blank = false;
  if (!choices.presenting) {
    if (choices.view != View::lesson) shared_.lesson.leave();
    return;
  }
  if (shared_.presents_race()) return; // from the view of the race
  if (choices.view != View::lesson && shared_.session.is_open()) choices.view = View::stage;
  enter();
}

/// Elsewhere there is nothing to be blanked.
void Teaching::blank() {
  Choices& choices = shared_.choices;
  choices.blank = choices.presenting && !choices.blank;
}

void Teaching::leave_race() {
  shared_.race.pause();
  shared_.choices.view = shared_.choices.view_before == View::lesson ? View::lesson : View::stage;
  enter();
}

void Teaching::take_slide_here() {
  if (!shared_.choices.presenting || !shared_.shown) return;
  if (shared_.presents_race())
    return shared_.lesson.leave(); // the race stands there; its lesson begins behind it
  pending_ = Move::none;
  const auto rests_here = [this](const Slide& slide) {
    if (slide.case_index != shared_.session.shown_case()) return false;
    if (slide.when == When::start) return shared_.player.step() == 0;
    if (slide.when == When::end) return shared_.player.at_end();
    return slide.row != trace::no_span &&
           shared_.shown->step_number(shared_.shown->cursor_on(slide.row)) == shared_.player.step();
  };
  const auto& slides = shared_.lesson.slides();
  const auto found = std::ranges::find_if(slides, rests_here);
  if (found == slides.end()) return shared_.lesson.leave();
  shared_.lesson.go_to(static_cast<std::size_t>(found - slides.begin()) + 1);
}

void Teaching::take_slide_of_case() {
  Lesson& lesson = shared_.lesson;
  if (!shared_.choices.presenting || shared_.presents_race()) return;
  const auto& slides = lesson.slides();
  const auto found = std::ranges::find(slides, shared_.session.shown_case(), &Slide::case_index);
  if (found == slides.end()) return lesson.leave();
  lesson.go_to(static_cast<std::size_t>(found - slides.begin()) + 1);
  show_slide(Move::jump);
}

// To a slide.

/// The next slide; an open question is answered by its answer.
void Teaching::go_on() {
  // Whoever goes on before the last slide has been played out is where it leads to.
  if (shared_.player.animating() || pending_ != Move::none) show_slide(Move::jump);
  if (shared_.lesson.skip() || shared_.lesson.next()) show_slide(Move::play);
}

void Teaching::show_slide(Move move) {
  const Slide* const slide = shared_.lesson.current();
  if (!slide) return;
  pending_ = move;
  shared_.choices.real_shown = false;
  shared_.show_case(slide->case_index);
  resolve();
  moving_.take_run();
  settle();
}

void Teaching::settle() {
  const Slide* const slide = shared_.lesson.current();
  if (pending_ == Move::none) return;
  if (!slide || slide->case_index != shared_.session.shown_case()) {
    pending_ = Move::none;
    return;
  }
  const bool is_known = slide->when != When::event || slide->row != trace::no_span;
  if (!shared_.shown || !shared_.session.shown_slot().is_current() || !is_known) return;
  move_to(*slide, std::exchange(pending_, Move::none));
}

void Teaching::move_to(const Slide& slide, Move move) {
  Player& player = shared_.player;
  const bool to_end = slide.when == When::end;
  const std::int64_t here = player.step();
  const std::int64_t target = slide.when == When::start ? 0
                              : to_end
                                  ? player.steps()
                                  : shared_.shown->step_number(shared_.shown->cursor_on(slide.row));
  const bool is_far = target - here > Shared::most_steps_played;
  // What has been played out is not played again, and a comparison has no run of its own.
  const bool is_over = to_end && (is_far || target == here || shared_.lesson.compares());
  if (move == Move::jump || target < here || is_over) {
    player.pause();
    if (to_end)
      player.end();
    else
      player.go_to_step(target);
    return;
  }
  if (target == here) return; // there, or on the way
  if (is_far) player.go_to_step(target - 1);
  player.set_stops(to_end ? std::vector<trace::SpanId>() : std::vector{slide.row});
  player.play_to_stop();
}

// In step with what is open.

void Teaching::take_opened() {
  name();
  shared_.lesson.open(shared_.session.scenario());
  shared_.lesson.resume(shared_.choices.progress_of(name_));
  resolved_.assign(shared_.session.case_count(), nullptr);
  noted_ = false;
  pending_ = Move::none;
}

void Teaching::take_changed() {
  const Session& session = shared_.session;
  shared_.lesson.reload(session.scenario(), !session.settings().empty());
  resolved_.assign(session.case_count(), nullptr);
  noted_ = false;
}

void Teaching::resolve() {
  const Session& session = shared_.session;
  for (std::size_t i = 0; i < session.case_count(); ++i) {
    const CaseSlot& slot = session.slot(i);
    if (!slot.is_current() || resolved_[i] == slot.trace().get()) continue;
    resolved_[i] = slot.trace().get();
    shared_.lesson.resolve(i, *slot.trace());
  }
  if (noted_ || !session.is_open() || !session.all_current()) return;
  noted_ = true;
  shared_.lesson.note_results(session.results());
}

void Teaching::remember() {
  if (shared_.session.is_open() && shared_.lesson.of() > 0)
    shared_.choices.remember(name_, shared_.lesson.progress());
}

void Teaching::name() {
  name_ = shared_.session.name();
  if (!shared_.session.is_file()) return;
  std::error_code error;
  const std::filesystem::path path = std::filesystem::absolute(name_, error);
  if (!error) name_ = path.lexically_normal().string();
}

} // namespace copyscope::gui
