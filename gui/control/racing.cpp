#include "gui/control/racing.h"

#include <algorithm>

namespace copyscope::gui {

Handlers Racing::actions() {
  return {{action::race_stop, does(this, &Racing::stop)}};
}

/// The runs of gui/views/race_cases.h.
std::vector<Race::Run> Racing::runs() const {
  const Choices& choices = shared_.choices;
  const Session& session = shared_.session;
  std::vector<Race::Run> runs;
  if (!session.is_open()) return runs;
  const auto add = [&](Race::Run run) {
    if (run) runs.push_back(std::move(run));
  };
  if (choices.race_flows && choices.view != View::real && shared_.shown &&
      shared_.shown->tables().flows.size() > 1)
    return {shared_.shown};
  if (choices.against_branch && shared_.branch.other() && choices.view != View::real)
    return {shared_.branch.trunk(), shared_.branch.other()};
  if (choices.against_real || choices.view == View::real) {
    add(session.shown_slot().trace());
    add(shared_.real.shared_trace(session.which(session.shown_case()).id));
    return runs;
  }
  for (const std::size_t i : choices.compared)
    if (i < session.case_count()) add(session.slot(i).trace());
  return runs;
}

void Racing::settle() {
  Player& player = shared_.player;
  Race& race = shared_.race;
  race.set_runs(runs(), shared_.shown);
  race.set_aligned(shared_.choices.align_offsets && !shared_.choices.race_flows &&
                   shared_.choices.view == View::compare);
  const bool is_over = player.at_end();
  if (!shared_.in_race()) {
    race.pause();
    race.seek(is_over ? race.end() : player.cursor().time);
    raced_ = player.cursor();
    return;
  }
  if (player.animating()) {
    const bool was_playing = player.playing();
    player.pause();
    if (was_playing) race.play();
  }
  if (!(player.cursor() == raced_)) race.seek(is_over ? race.end() : player.cursor().time);
  const Time here = std::min(race.clock(), shared_.shown->end());
  if (player.cursor().time != here) player.seek(here, true);
  raced_ = player.cursor();
}

void Racing::go_to(Time time, bool dragging) {
  shared_.race.pause();
  shared_.player.seek(std::min(time, shared_.shown->end()), dragging);
  raced_ = shared_.player.cursor();
  shared_.race.seek(time);
}

void Racing::forget() {
  raced_ = shared_.player.cursor();
}

void Racing::stop(const Action& action) {
  for (const Race::Stop stop : {Race::Stop::never, Race::Stop::finish, Race::Stop::step})
    if (name_of(stop) == action.text) shared_.race.set_stop(stop);
}

} // namespace copyscope::gui
