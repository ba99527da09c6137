// The race: who takes part, and what keeps its clock and the player in step.
//
// In the views of the race its clock leads, and the player stands on it as far as its own run goes.
// Whatever else moves the player moves the clock as well. Elsewhere the player leads.
#include "gui/control/controller.h"

#include <algorithm>

namespace copyscope::gui {

bool Controller::in_race() const {
  return shown_ && (choices_.view == View::compare || choices_.view == View::real);
}

/// The runs of gui/views/race_cases.h.
std::vector<Race::Run> Controller::race_runs() const {
  std::vector<Race::Run> runs;
  if (!session_.is_open()) return runs;
  const auto add = [&](Race::Run run) {
    if (run) runs.push_back(std::move(run));
  };
  if (choices_.against_branch && branch_.other() && choices_.view != View::real)
    return {branch_.trunk(), branch_.other()};
  if (choices_.against_real || choices_.view == View::real) {
    add(session_.shown_slot().trace());
    add(real_.shared_trace(session_.which(session_.shown_case()).id));
    return runs;
  }
  for (const std::size_t i : choices_.compared)
    if (i < session_.case_count()) add(session_.slot(i).trace());
  return runs;
}

void Controller::settle_race() {
  race_.set_runs(race_runs(), shown_);
  race_.set_aligned(choices_.align_offsets && choices_.view == View::compare);
  const bool is_over = player_.at_end();
  if (!in_race()) {
    race_.pause();
    race_.seek(is_over ? race_.end() : player_.cursor().time);
    raced_ = player_.cursor();
    return;
  }
  if (player_.animating()) {
    const bool was_playing = player_.playing();
    player_.pause();
    if (was_playing) race_.play();
  }
  if (!(player_.cursor() == raced_)) race_.seek(is_over ? race_.end() : player_.cursor().time);
  const Time here = std::min(race_.clock(), shown_->end());
  if (player_.cursor().time != here) player_.seek(here, true);
  raced_ = player_.cursor();
}

/// A jump, or part of a drag: the player remembers where it was.
void Controller::race_to(Time time, bool dragging) {
  race_.pause();
  player_.seek(std::min(time, shown_->end()), dragging);
  raced_ = player_.cursor();
  race_.seek(time);
}

void Controller::place_at(Time time) {
  if (in_race())
    race_to(time, true);
  else
    player_.seek(time);
  refresh();
}

void Controller::race_stop(const Action& action) {
  for (const Race::Stop stop : {Race::Stop::never, Race::Stop::finish, Race::Stop::step})
    if (name_of(stop) == action.text) race_.set_stop(stop);
}

} // namespace copyscope::gui
