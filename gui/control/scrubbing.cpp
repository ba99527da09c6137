#include "gui/control/scrubbing.h"

#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr auto race_name = "race"; // of its timeline

} // namespace

Handlers Scrubbing::actions() {
  return {{action::scrub, does(this, &Scrubbing::scrub)},
          {action::scrubbed, does(this, &Scrubbing::scrubbed)},
          {action::range_from, does(this, &Scrubbing::range_from)},
          {action::range_to, does(this, &Scrubbing::range_to)},
          {action::no_range, does(this, &Scrubbing::no_range)},
          {action::measure, does(this, &Scrubbing::measure)},
          {action::zoom_in, does(this, &Scrubbing::zoom_in)},
          {action::zoom_out, does(this, &Scrubbing::zoom_out)},
          {action::zoom_fit, does(this, &Scrubbing::zoom_fit)},
          {action::zoom_at, does(this, &Scrubbing::zoom_at)},
          {action::pan, does(this, &Scrubbing::pan)}};
}

/// A place of the timeline as it is seen now.
void Scrubbing::scrub(const Action& action) {
  Player& player = shared_.player;
  if (!shared_.shown) return;
  const bool dragging = shared_.last_action == action::scrub;
  const double place = place_in_run(action);
  player.pause();
  const auto time_in = [&](Time whole) {
    return Time::from_ps(static_cast<std::int64_t>(place * static_cast<double>(whole.ps())));
  };
  if (action.text == race_name)
    racing_.go_to(time_in(shared_.race.scale()), dragging);
  else if (player.in_story_time())
    player.seek_story(place * shared_.story->length(), dragging);
  else
    player.seek(time_in(shared_.shown->end()), dragging);
}

/// A movement of the pointer is over: the next one is remembered by itself.
void Scrubbing::scrubbed() {}

/// The share of the run's whole scale that a share of what is seen of it stands for.
double Scrubbing::place_in_run(const Action& action) const {
  const double share = static_cast<double>(action.number) / whole_width;
  return std::clamp(shared_.choices.zoom.at(share), 0.0, 1.0);
}

/// That place of the timeline as a moment of the shown run.
Cursor Scrubbing::cursor_at_share(const Action& action) const {
  const double place = place_in_run(action);
  const bool is_race = action.text == race_name;
  if (!is_race && shared_.player.in_story_time())
    return shared_.player.cursor_at_story(place * shared_.story->length());
  const Time whole = is_race ? shared_.race.scale() : shared_.shown->end();
  const auto ps = static_cast<std::int64_t>(place * static_cast<double>(whole.ps()));
  return shared_.shown->cursor_at(std::min(Time::from_ps(ps), shared_.shown->end()));
}

void Scrubbing::range_from(const Action& action) {
  if (shared_.shown) range_from_ = cursor_at_share(action);
}

/// From where a range was begun, or else from the cursor.
void Scrubbing::range_to(const Action& action) {
  if (!shared_.shown) return;
  const bool begun =
      shared_.last_action == action::range_from || shared_.last_action == action::range_to;
  const Cursor from = begun && range_from_ ? *range_from_ : shared_.player.cursor();
  if (!begun) range_from_.reset();
  shared_.player.select_range(from, cursor_at_share(action));
}

void Scrubbing::no_range() {
  shared_.player.clear_range();
}

void Scrubbing::measure() {
  if (shared_.shown) shared_.player.mark(shared_.player.cursor().time);
}

// What is seen of it.

void Scrubbing::zoom_in() {
  zoom_around_cursor(1 / Zoom::step);
}

void Scrubbing::zoom_out() {
  zoom_around_cursor(Zoom::step);
}

void Scrubbing::zoom_around_cursor(double factor) {
  Zoom& zoom = shared_.choices.zoom;
  zoom.scale(factor, std::clamp(zoom.share_of(shared_.place_of_cursor()), 0.0, 1.0));
}

void Scrubbing::zoom_fit() {
  shared_.choices.zoom.fit();
}

void Scrubbing::zoom_at(const Action& action) {
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  shared_.choices.zoom.scale(action.text == "out" ? Zoom::step : 1 / Zoom::step, share);
}

void Scrubbing::pan(const Action& action) {
  shared_.choices.zoom.pan(std::clamp(static_cast<double>(action.number) / whole_width, -1.0, 1.0));
}

void Scrubbing::settle() {
  const Time raced = shared_.in_race() ? shared_.race.clock() : Time();
  if (seen_ == shared_.player.cursor() && seen_race_ == raced) return;
  seen_ = shared_.player.cursor();
  seen_race_ = raced;
  if (shared_.last_action == action::scrub)
    shared_.choices.zoom.keep_in_sight(shared_.place_of_cursor());
  else
    shared_.choices.zoom.reveal(shared_.place_of_cursor());
}

} // namespace copyscope::gui
