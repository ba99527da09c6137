#include "gui/player/race.h"

#include "sim/analysis/duration.h"

#include <algorithm>
#include <cmath>

namespace copyscope::gui {

namespace {

using trace::KindSet;
using trace::no_span;
using trace::set_of;
using trace::SpanId;
using trace::step_kinds;
using trace::Trace;

constexpr KindSet copy_kinds =
    set_of(trace::Kind::cpu_copy) | set_of(trace::Kind::dma_copy) | set_of(trace::Kind::pio_copy);
constexpr double rest_on_copy = 1.1; // seconds that an aligned race shows each copy
constexpr Time never = Time::max();

Time end_of(const Race::Run& run) {
  return analysis::duration_of(*run);
}

/// When the next row of the kinds begins after a time, or `never`.
Time next_begin(const Trace& trace, Time after, KindSet kinds) {
  const SpanId row = trace.next(trace.cursor_at(after).begun, kinds);
  return row == no_span ? never : trace[row].begin;
}

/// When the last row of the kinds begins before a time, or 0.
Time previous_begin(const Trace& trace, Time before, KindSet kinds) {
  if (before <= Time()) return {};
  const SpanId row = trace.previous(trace.cursor_at(before - Time::from_ps(1)).begun, kinds);
  return row == no_span ? Time() : trace[row].begin;
}

/// So many that nobody waits for it.
constexpr std::uint32_t most_paired = 200'000;

std::shared_ptr<const analysis::Pairing> pairing_of(const std::vector<Race::Run>& runs) {
  if (runs.size() != 2) return nullptr;
  const auto is_real = [](const Race::Run& run) {
    return run->header().source == trace::Source::real;
  };
  const bool fits = runs[0]->size() <= most_paired && runs[1]->size() <= most_paired;
  if (is_real(runs[0]) || !is_real(runs[1]) || !fits) return nullptr;
  return std::make_shared<const analysis::Pairing>(*runs[0], *runs[1]);
}

} // namespace

void Race::set_runs(std::vector<Run> runs, Run shown) {
  if (runs == runs_ && shown == shown_) return;
  std::vector<std::shared_ptr<const figure::Story>> stories;
  for (const Run& run : runs) {
    const auto known = std::ranges::find(runs_, run);
    stories.push_back(known == runs_.end()
                          ? std::make_shared<const figure::Story>(*run)
                          : stories_[static_cast<std::size_t>(known - runs_.begin())]);
  }
  if (runs != runs_) pairing_ = pairing_of(runs);
  runs_ = std::move(runs);
  stories_ = std::move(stories);
  shown_ = std::move(shown);
  clock_ = std::min(clock_, end());
  if (runs_.empty()) pause();
}

const figure::Story* Race::story_of(const trace::Trace& run) const {
  const auto found = std::ranges::find(runs_, &run, &Run::get);
  return found == runs_.end() ? nullptr
                              : stories_[static_cast<std::size_t>(found - runs_.begin())].get();
}

void Race::set_aligned(bool aligned) {
  if (aligned == aligned_) return;
  aligned_ = aligned;
  pause();
}

Time Race::end() const {
  Time end = shown_ ? end_of(shown_) : Time();
  for (const Run& run : runs_)
    end = std::max(end, end_of(run));
  return end;
}

Time Race::scale() const {
  Time scale = runs_.empty() && shown_ ? shown_->end() : Time();
  for (const Run& run : runs_)
    scale = std::max(scale, run->end());
  return scale;
}

Race::Alignment Race::alignment() const {
  if (!shown_) return {};
  const Time here = std::min(clock_, end_of(shown_));
  SpanId row = shown_->previous(shown_->cursor_at(here).begun, copy_kinds);
  if (row == no_span) row = shown_->next(0, copy_kinds);
  if (row == no_span) return {};
  return {static_cast<std::int64_t>((*shown_)[row].offset), (*shown_)[row].target};
}

void Race::seek(Time time) {
  clock_ = std::clamp(time, Time(), end());
  left_over_ = 0;
}

// Events.

Time Race::next_finish(Time after) const {
  Time next = never;
  for (const Run& run : runs_)
    if (end_of(run) > after) next = std::min(next, end_of(run));
  return next;
}

Time Race::next_event(Time after) const {
  Time next = next_finish(after);
  for (const Run& run : runs_)
    if (after < end_of(run)) next = std::min(next, next_begin(*run, after, step_kinds));
  return next;
}

Time Race::previous_event(Time before) const {
  Time previous;
  for (const Run& run : runs_) {
    if (end_of(run) < before) previous = std::max(previous, end_of(run));
    previous = std::max(previous, previous_begin(*run, std::min(before, end_of(run)), step_kinds));
  }
  return previous;
}

Time Race::next_copy(Time after) const {
  return shown_ ? next_begin(*shown_, std::min(after, end_of(shown_)), copy_kinds) : never;
}

Time Race::previous_copy(Time before) const {
  return shown_ ? previous_begin(*shown_, before, copy_kinds) : Time();
}

void Race::step_on() {
  pause();
  const Time next = aligned_ ? next_copy(clock_) : next_event(clock_);
  if (next != never) seek(next);
}

/// Aligned, from within a copy to the begin of the one before it.
void Race::step_back() {
  pause();
  if (!aligned_ || !shown_) return seek(previous_event(clock_));
  const Time current = previous_copy(std::min(clock_, end_of(shown_)) + Time::from_ps(1));
  seek(previous_copy(current));
}

// Playing.

void Race::toggle_play() {
  if (playing_) return pause();
  const bool is_over = aligned_ ? next_copy(clock_) == never : at_end();
  if (is_over) home();
  play();
}

void Race::play() {
  playing_ = !runs_.empty() || (aligned_ && shown_);
  left_over_ = aligned_ ? rest_on_copy : 0; // the next copy comes at once
}

void Race::pause() {
  playing_ = false;
  left_over_ = 0;
}

Time Race::next_pause(Time after) const {
  switch (stop_) {
  case Stop::never:
    return end();
  case Stop::finish:
    return next_finish(after);
  case Stop::step:
    return next_event(after);
  }
  return end();
}

bool Race::tick(double seconds, int speed) {
  if (!playing_ || !(seconds > 0)) return false;
  if (aligned_) {
    left_over_ += seconds * speed / 100.0;
    if (left_over_ < rest_on_copy) return false;
    const double rest = std::min(left_over_ - rest_on_copy, rest_on_copy / 2);
    const Time next = next_copy(clock_);
    if (next != never) seek(next);
    left_over_ = rest;
    if (next == never || next_copy(clock_) == never || stop_ == Stop::step) pause();
    return true;
  }
  const auto whole = static_cast<double>(end().ps());
  const double passed = left_over_ + seconds * speed / 100.0 * whole / seconds_of_run;
  const Time pause_at = std::min(next_pause(clock_), end());
  if (passed >= static_cast<double>((pause_at - clock_).ps())) {
    seek(pause_at);
    pause();
    return true;
  }
  clock_ = clock_ + Time::from_ps(static_cast<std::int64_t>(std::floor(passed)));
  left_over_ = passed - std::floor(passed);
  return true;
}

std::string_view name_of(Race::Stop stop) {
  switch (stop) {
  case Race::Stop::never:
    return "never";
  case Race::Stop::finish:
    return "finish";
  case Race::Stop::step:
    return "step";
  }
  return "";
}

} // namespace copyscope::gui
