#include "gui/control/moving.h"

#include "assets/assets.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <utility>

namespace copyscope::gui {

namespace {

/// The next row with that label, from a row on, and round again from the start.
trace::SpanId next_with_label(const trace::Trace& trace, const std::string& label,
                              trace::SpanId from) {
  const auto& labels = trace.labels();
  const auto found = std::ranges::find(labels, label);
  if (found == labels.end()) return trace::no_span;
  const auto id = static_cast<trace::StringId>(found - labels.begin());
  const trace::SpanId later = trace.next_labelled(id, from);
  return later != trace::no_span ? later : trace.next_labelled(id, 0);
}

} // namespace

Handlers Moving::actions() {
  return {{action::step_on, does(this, &Moving::step_on)},
          {action::step_back, does(this, &Moving::step_back)},
          {action::call_on, does(this, &Moving::call_on)},
          {action::call_back, does(this, &Moving::call_back)},
          {action::effect, does(this, &Moving::effect)},
          {action::cause, does(this, &Moving::cause)},
          {action::home, does(this, &Moving::home)},
          {action::end, does(this, &Moving::end)},
          {action::step, does(this, &Moving::step)},
          {action::row, does(this, &Moving::row)},
          {action::line, does(this, &Moving::line)},
          {action::seek, does(this, &Moving::seek)},
          {action::recall, does(this, &Moving::recall)},
          {action::select, does(this, &Moving::select)},
          {action::speed, does(this, &Moving::speed)},
          {action::stop_each, does(this, &Moving::stop_each)},
          {action::story_time, does(this, &Moving::story_time)},
          {action::play_whole, does(this, &Moving::play_whole)}};
}

void Moving::step_on() {
  if (shared_.in_race()) return shared_.race.step_on();
  shared_.player.step_on();
}

void Moving::step_back() {
  if (shared_.in_race()) return shared_.race.step_back();
  shared_.player.step_back();
}

void Moving::call_on() {
  shared_.player.call_on();
}

void Moving::call_back() {
  shared_.player.call_back();
}

void Moving::effect() {
  shared_.player.to_effect();
}

void Moving::cause() {
  shared_.player.to_cause();
}

void Moving::home() {
  if (shared_.in_race()) return racing_.go_to({}, false);
  shared_.player.home();
}

void Moving::end() {
  if (shared_.in_race()) return racing_.go_to(shared_.race.end(), false);
  shared_.player.end();
}

void Moving::step(const Action& action) {
  Player& player = shared_.player;
  player.pause();
  player.go_to_step(std::clamp<std::int64_t>(action.number, 0, player.steps()));
}

void Moving::row(const Action& action) {
  if (!shared_.shown || action.number < 0 || action.number >= shared_.shown->size()) return;
  shared_.player.pause();
  shared_.player.go_to_row(static_cast<trace::SpanId>(action.number));
}

void Moving::line(const Action& action) {
  Player& player = shared_.player;
  if (!shared_.shown) return;
  const assets::Method* const method = assets::method(shared_.shown->header().method);
  if (!method || action.number < 1 ||
      action.number > static_cast<std::int64_t>(method->listing.size()))
    return;
  const std::string& label = method->listing[static_cast<std::size_t>(action.number - 1)].label;
  if (label.empty()) return;
  const trace::SpanId found = next_with_label(*shared_.shown, label, player.cursor().begun);
  if (found == trace::no_span) return;
  player.pause();
  player.go_to_row(found);
}

void Moving::seek(const Action& action) {
  shared_.player.seek(Time::from_ps(action.number));
}

void Moving::recall() {
  shared_.player.recall();
}

void Moving::select(const Action& action) {
  if (shared_.shown && action.number >= 0 && action.number < shared_.shown->size())
    shared_.player.select(static_cast<trace::SpanId>(action.number));
}

// How it plays.

/// Outside of the lesson.
void Moving::play_or_pause() {
  Player& player = shared_.player;
  if (!player.playing()) player.set_stops({}); // those of before were for once
  player.toggle_play();
  propose_true_time();
}

void Moving::speed(const Action& action) {
  constexpr std::int64_t most = 2'000'000'000; // the player knows what makes sense
  shared_.player.set_speed(
      action.number == 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(action.number, 10, most)));
  shared_.choices.speed = std::min(shared_.player.speed(), Choices::fastest_kept);
}

/// To the end without stopping, so that it does not take long.
void Moving::play_whole(const Action& action) {
  Player& player = shared_.player;
  if (!shared_.shown || shared_.lesson.index() != 0) return;
  shared_.choices.notice.clear();
  set_story_time(action.number != 0);
  if (action.number != 0) player.set_speed(player.speeds().back());
  player.set_stops({});
  player.play_to_stop();
}

/// Nobody watches a story for hours.
void Moving::propose_true_time() {
  const Player& player = shared_.player;
  constexpr double too_long = 3600; // seconds
  const double seconds = player.story_seconds() * 100 / player.speed();
  if (player.playing() && player.in_story_time() && seconds > too_long)
    shared_.choices.notice = "long_story";
}

void Moving::stop_each() {
  shared_.choices.stop_after_each_step = !shared_.player.stops_after_each_step();
  shared_.player.set_stop_after_each_step(shared_.choices.stop_after_each_step);
}

void Moving::story_time(const Action& action) {
  set_story_time(action.number < 0 ? !shared_.player.in_story_time() : action.number != 0);
}

void Moving::set_story_time(bool in_story) {
  Choices& choices = shared_.choices;
  choices.story_time = in_story;
  shared_.player.set_story_time(in_story);
  choices.notice.clear();
  choices.zoom.fit(); // what was seen of the one scale is elsewhere on the other
}

// What it plays.

void Moving::take_run() {
  Choices& choices = shared_.choices;
  Player& player = shared_.player;
  const Session& session = shared_.session;
  if (!session.is_open()) return;
  const std::string& id = session.which(session.shown_case()).id;
  std::shared_ptr<const trace::Trace> wanted;
  if (choices.real_shown) wanted = shared_.real.shared_trace(id);
  const auto source = wanted ? trace::Source::real : trace::Source::simulated;
  if (!wanted) wanted = session.shown_slot().trace();
  if (wanted == shared_.shown && id == case_id_) return;
  const bool is_same_run =
      wanted && shared_.shown && id == case_id_ && source == shared_.shown_source;
  const bool is_same_case = id == case_id_;
  auto story = wanted ? std::make_unique<figure::Story>(*wanted) : nullptr;
  if (wanted) {
    put_in(*wanted, *story, is_same_run, is_same_case);
  } else {
    if (shared_.shown && is_same_case)
      left_.emplace(*shared_.shown, player.cursor(), player.at_end());
    player.close();
  }
  shared_.shown = std::move(wanted);
  shared_.story = std::move(story);
  case_id_ = id;
  shared_.shown_source = source;
  racing_.forget();
  scrubbing_.forget();
  if (!is_same_run && choices.notice != "file") choices.notice.clear(); // the file's is of its own
  if (!is_same_run && !shared_.in_race()) choices.zoom.fit();
  if (shared_.shown && choices.view == View::follow)
    player.follow(Player::Byte{shared_.front(), Bytes(choices.follow)});
}

/// Steps of one level have the numbers of others at the other, so a place is told by what happens.
void Moving::put_in(const trace::Trace& wanted, const figure::Story& story, bool is_same_run,
                    bool is_same_case) {
  Player& player = shared_.player;
  const bool is_same_level = is_same_run && wanted.header().level == shared_.shown->header().level;
  if (is_same_level)
    player.replace(&wanted, &story);
  else if (is_same_run)
    player.replace(&wanted, &story,
                   PlaceInRun(*shared_.shown, player.cursor(), player.at_end()).in(story));
  else
    player.open(&wanted, &story);
  if (!is_same_run && is_same_case && left_) player.replace(&wanted, &story, left_->in(story));
  left_.reset();
}

} // namespace copyscope::gui
