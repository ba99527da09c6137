// The player's motion: what time does to it.
#include "figure/story/pace.h"
#include "gui/player/player.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

namespace {

using trace::no_span;
using trace::step_kinds;

constexpr double rest_between = 0.2; // seconds that a step rests while playing runs on
constexpr double rest_without_motion = 0.8;
constexpr int flows_above = Player::usual_speeds.back();
constexpr int first_long_speed = 1600; // percent

} // namespace

double Player::progress() const {
  return motion_ ? figure::eased(std::min(1.0, motion_->elapsed / motion_->duration)) : 1;
}

double Player::place() const {
  if (!is_open()) return 0;
  if (flow_) return *flow_;
  return motion_ ? motion_->from + (motion_->to - motion_->from) * progress() : story_->at(cursor_);
}

void Player::begin_step(SpanId step) {
  arrive(trace_->cursor_on(step));
  if (!moves_) return arrive(story_->rest_after(step));
  const figure::Story::Stretch stretch = story_->step(step);
  motion_ = Motion{step, stretch.begin, stretch.end, 0, figure::seconds_to_play(stretch.width())};
}

// Where somebody paused or went to the middle of a step, what is left of it is played first.
bool Player::resume_step() {
  const SpanId step = step_row();
  if (step == no_span || !moves_) return false;
  const figure::Story::Stretch stretch = story_->step(step);
  const double from = story_->at(cursor_);
  if (from >= stretch.end) return false;
  const double left = (stretch.end - from) / stretch.width();
  motion_ = Motion{step, from, stretch.end, 0,
                   std::max(0.15, left * figure::seconds_to_play(stretch.width()))};
  return true;
}

double Player::advance(double seconds) {
  const double pace = speed_ / 100.0;
  Motion& motion = *motion_;
  const double needed = (motion.duration - motion.elapsed) / pace;
  if (seconds >= needed) {
    const SpanId step = motion.step;
    arrive(story_->rest_after(step));
    step_is_over(step);
    return seconds - needed;
  }
  motion.elapsed += seconds * pace;
  const double inside = std::min(place(), std::nextafter(motion.to, motion.from));
  cursor_ = story_->cursor_at(inside);
  return 0;
}

bool Player::is_stop(SpanId step) const {
  return std::binary_search(stops_.begin(), stops_.end(), step);
}

void Player::step_is_over(SpanId step) {
  if (!playing_) return;
  if (!runs_on() || is_stop(step))
    pause();
  else
    resting_ = moves_ ? rest_between : rest_without_motion;
}

void Player::play_next() {
  if (resume_step()) return;
  const SpanId next = trace_->next(cursor_.begun, step_kinds);
  if (next == no_span) {
    arrive({trace_->end(), trace_->size()});
    return pause();
  }
  begin_step(next);
  if (!motion_) step_is_over(next);
}

void Player::run_in_true_time(double seconds) {
  const double run = static_cast<double>(trace_->end().ps());
  const double passed = fraction_ + seconds * speed_ / 100.0 * run / true_time_run;
  fraction_ = passed - std::floor(passed);
  const double left = static_cast<double>((trace_->end() - cursor_.time).ps());
  const bool is_over = passed >= left;
  const Time time =
      is_over ? trace_->end()
              : cursor_.time + Time::from_ps(static_cast<std::int64_t>(std::floor(passed)));
  // It pauses where a step with a stop rests, if that lies on the way.
  for (const SpanId stop : stops_) {
    const Cursor rest = story_->rest_after(stop);
    if (rest.begun <= cursor_.begun && rest.time <= cursor_.time) continue;
    if (rest.time > time) break;
    arrive(rest);
    return pause();
  }
  if (is_over) {
    arrive({trace_->end(), trace_->size()});
    return pause();
  }
  cursor_ = trace_->cursor_at(time);
}

bool Player::flows() const {
  return story_time_ && runs_on() && speed_ > flows_above;
}

/// At high speed: no step is looked at by itself, however many go by.
void Player::run_in_story_time(double seconds) {
  const double from = flow_.value_or(story_->at(cursor_));
  const double pace = story_->length() / story_seconds() * speed_ / 100.0;
  const double to = from + seconds * pace;
  for (const SpanId stop : stops_) {
    const double rest = story_->step(stop).end;
    if (stop < cursor_.begun && rest <= from) continue;
    if (rest > to) break;
    arrive(story_->rest_after(stop));
    return pause();
  }
  if (to >= story_->length()) {
    arrive({trace_->end(), trace_->size()});
    return pause();
  }
  cursor_ = story_->cursor_at(to);
  flow_ = to;
}

bool Player::tick(double seconds) {
  if (!is_open() || !animating() || !(seconds > 0)) return false;
  while (seconds > 0 && animating()) {
    if (motion_) {
      seconds = advance(seconds);
    } else if (!story_time_ && runs_on()) {
      run_in_true_time(seconds);
      break;
    } else if (flows()) {
      run_in_story_time(seconds);
      break;
    } else if (resting_ > 0) {
      const double pace = speed_ / 100.0;
      const double rest = std::min(seconds, resting_ / pace);
      resting_ -= rest * pace;
      if (resting_ < 1e-9) resting_ = 0;
      seconds -= rest;
    } else {
      play_next();
    }
  }
  return true;
}

void Player::toggle_play() {
  if (!is_open()) return;
  if (playing_) return pause();
  if (motion_) return motion_.reset(); // it stays where it is
  if (at_end()) arrive({});
  playing_ = true;
}

void Player::play_to_stop() {
  if (!is_open()) return;
  if (!playing_) toggle_play();
  to_stop_ = playing_ = true;
}

void Player::pause() {
  playing_ = to_stop_ = false;
  motion_.reset();
  flow_.reset();
  resting_ = 0;
}

void Player::set_story_time(bool story) {
  story_time_ = story;
  flow_.reset();
  speed_ = std::min(speed_, std::max(first_long_speed, speeds().back()));
}

double Player::story_seconds() const {
  if (!is_open() || trace_->steps() == 0) return 0;
  const auto count = static_cast<double>(trace_->steps());
  return count * (figure::seconds_to_play(story_->length() / count) + rest_between);
}

std::vector<int> Player::speeds() const {
  std::vector<int> speeds(usual_speeds.begin(), usual_speeds.end());
  const double last = std::min(story_seconds() / quickest_story * 100, 2e9);
  if (!story_time_ || last <= usual_speeds.back()) return speeds;
  for (double speed = first_long_speed; speed < last; speed *= 4)
    speeds.push_back(static_cast<int>(speed));
  speeds.push_back(static_cast<int>(std::ceil(last)));
  return speeds;
}

void Player::set_speed(int percent) {
  const std::vector<int> all = speeds();
  flow_.reset();
  if (percent > 0) {
    speed_ = std::clamp(percent, 5, std::max(first_long_speed, all.back()));
    return;
  }
  const auto faster = std::upper_bound(all.begin(), all.end(), speed_);
  speed_ = faster == all.end() ? all.front() : *faster;
}

} // namespace copyscope::gui
