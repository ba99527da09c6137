#include "gui/player/player.h"

#include "gui/player/causes.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::Kind;
using trace::no_span;
using trace::set_of;
using trace::step_kinds;

constexpr std::size_t most_places = 100;

bool is_before(Cursor a, Cursor b) {
  return a.time != b.time ? a.time < b.time : a.begun < b.begun;
}

} // namespace

void Player::open(const trace::Trace* trace, const figure::Story* story) {
  close();
  trace_ = trace;
  story_ = story;
  set_speed(speed_); // another run may have no use for such a speed
}

void Player::replace(const trace::Trace* trace, const figure::Story* story) {
  const bool was_at_end = is_open() && at_end();
  replace(trace, story, was_at_end ? Cursor{trace->end(), trace->size()} : story->rest(step()));
}

void Player::replace(const trace::Trace* trace, const figure::Story* story, Cursor at) {
  const std::optional<Byte> followed = followed_;
  open(trace, story);
  followed_ = followed;
  arrive(at);
}

void Player::close() {
  trace_ = nullptr;
  story_ = nullptr;
  arrive({});
  playing_ = to_stop_ = false;
  stops_.clear();
  selection_ = no_span;
  followed_.reset();
  marks_.clear();
  range_.reset();
  past_.clear();
  future_.clear();
}

std::int64_t Player::step() const {
  return is_open() ? trace_->step_number(cursor_) : 0;
}

std::int64_t Player::steps() const {
  return is_open() ? trace_->steps() : 0;
}

SpanId Player::step_row() const {
  return is_open() ? trace_->previous(cursor_.begun, step_kinds) : no_span;
}

bool Player::at_end() const {
  return is_open() && !motion_ && step() == steps() && !is_before(cursor_, story_->rest(steps()));
}

void Player::arrive(Cursor cursor) {
  cursor_ = cursor;
  motion_.reset();
  resting_ = fraction_ = 0;
  flow_.reset();
}

// Moves.

void Player::step_on() {
  if (!is_open()) return;
  pause();
  const SpanId next = trace_->next(cursor_.begun, step_kinds);
  if (next != no_span)
    begin_step(next);
  else
    arrive(story_->rest(steps()));
}

void Player::step_back() {
  if (!is_open()) return;
  pause();
  arrive(story_->rest(step() - 1));
}

SpanId Player::first_step_of_call(SpanId call) const {
  const trace::CallId number = (*trace_)[call].call;
  // Steps of other processes may come first.
  const SpanId own = trace_->next_of_call(number, call, {step_kinds});
  return own != no_span ? own : trace_->next(call, step_kinds);
}

void Player::call_on() {
  if (!is_open()) return;
  const SpanId call = trace_->next(cursor_.begun, set_of(Kind::syscall));
  const SpanId step = call == no_span ? no_span : first_step_of_call(call);
  if (step == no_span) return end();
  pause();
  remember();
  arrive(story_->rest_after(step));
}

void Player::call_back() {
  if (!is_open()) return;
  SpanId call = cursor_.begun;
  while ((call = trace_->previous(call, set_of(Kind::syscall))) != no_span) {
    const SpanId step = first_step_of_call(call);
    if (step == no_span) continue;
    const Cursor rest = story_->rest_after(step);
    if (!is_before(rest, cursor_)) continue;
    pause();
    remember();
    return arrive(rest);
  }
  home();
}

void Player::home() {
  if (!is_open()) return;
  pause();
  remember();
  arrive({});
}

void Player::end() {
  if (!is_open()) return;
  pause();
  remember();
  arrive({trace_->end(), trace_->size()});
}

void Player::go_to_step(std::int64_t number) {
  if (!is_open()) return;
  remember();
  arrive(story_->rest(number));
}

// A step is its own; a call's is its first; of any other row, the one under way when it begins.
SpanId Player::step_of(SpanId row) const {
  const Kind kind = (*trace_)[row].kind;
  if (trace::is_step(kind)) return row;
  const SpanId first = kind == Kind::syscall ? first_step_of_call(row) : no_span;
  return first != no_span ? first : trace_->previous(row, step_kinds);
}

void Player::go_to_row(SpanId row) {
  if (!is_open() || row >= trace_->size()) return;
  remember();
  selection_ = row;
  const SpanId step = step_of(row);
  arrive(step == no_span ? trace_->cursor_on(row) : story_->rest_after(step));
}

bool Player::to_cause() {
  const SpanId step = step_row();
  const SpanId cause = step == no_span ? no_span : cause_of(*trace_, step);
  if (cause == no_span) return false;
  pause();
  go_to_row(cause);
  return true;
}

bool Player::to_effect() {
  const SpanId step = step_row();
  const SpanId effect = step == no_span ? no_span : effect_of(*trace_, step);
  if (effect == no_span) return false;
  pause();
  go_to_row(effect);
  return true;
}

void Player::seek(Time time, bool dragging) {
  if (!is_open()) return;
  if (!dragging) remember();
  arrive(trace_->cursor_at(std::clamp(time, Time(), trace_->end())));
}

void Player::seek_story(double place, bool dragging) {
  if (!is_open()) return;
  if (!dragging) remember();
  arrive(story_->cursor_at(place));
}

// Places.

void Player::remember() {
  if (!past_.empty() && past_.back().cursor == cursor_) past_.pop_back();
  past_.push_back({cursor_, selection_});
  if (past_.size() > most_places) past_.erase(past_.begin());
  future_.clear();
}

bool Player::swap_places(std::vector<Place>& from, std::vector<Place>& to) {
  if (!is_open() || from.empty()) return false;
  pause();
  to.push_back({cursor_, selection_});
  const Place place = from.back();
  from.pop_back();
  selection_ = place.selection;
  arrive(place.cursor);
  return true;
}

bool Player::recall() {
  return swap_places(past_, future_);
}

bool Player::recall_again() {
  return swap_places(future_, past_);
}

// What is looked at.

void Player::set_stops(const std::vector<SpanId>& rows) {
  stops_.clear();
  if (!is_open()) return;
  for (const SpanId row : rows)
    if (row < trace_->size())
      if (const SpanId step = step_of(row); step != no_span) stops_.push_back(step);
  std::sort(stops_.begin(), stops_.end());
}

void Player::select_range(Cursor one, Cursor other) {
  range_.reset();
  if (!is_open() || one == other) return;
  range_ = is_before(other, one) ? Range{other, one} : Range{one, other};
}

Cursor Player::cursor_at_story(double place) const {
  return is_open() ? story_->cursor_at(place) : Cursor{};
}

void Player::mark(Time time) {
  if (marks_.size() == 2) marks_.clear();
  marks_.push_back(time);
}

std::optional<Time> Player::measured() const {
  if (marks_.size() < 2) return std::nullopt;
  return std::max(marks_[0], marks_[1]) - std::min(marks_[0], marks_[1]);
}

} // namespace copyscope::gui
