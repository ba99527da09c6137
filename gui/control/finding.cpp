#include "gui/control/finding.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::Kind;
using trace::no_span;
using trace::SpanId;

constexpr std::uint64_t sought_at_once = 100'000; // rows looked at before a key is answered

} // namespace

Handlers Finding::actions() {
  return {{action::find, does(this, &Finding::find)},
          {action::find_on, does(this, &Finding::find_on)},
          {action::find_back, does(this, &Finding::find_back)},
          {action::find_close, does(this, &Finding::find_close)},
          {action::stop_at, does(this, &Finding::stop_at)},
          {action::sort_rows, does(this, &Finding::sort_rows)},
          {action::row_on, does(this, &Finding::row_on)},
          {action::row_back, does(this, &Finding::row_back)}};
}

// Finding. What a question still hides is not to be found either.

void Finding::find() {
  if (!shared_.shown || shared_.lesson.hides_counters()) return;
  shared_.choices.menu.clear();
  finder_.open();
}

void Finding::find_close() {
  finder_.close();
}

void Finding::type(const std::string& text, bool entered) {
  if (!finder_.is_open() || !shared_.shown) return;
  finder_.set_trace(shared_.shown);
  finder_.set_text(text, shared_.player.cursor().begun);
  if (entered) seek_match(true);
}

void Finding::seek_match(bool forward) {
  if (!finder_.is_open()) return find();
  finder_.set_trace(shared_.shown);
  finder_.seek(rows_.current(), forward);
  finder_.work(sought_at_once);
}

void Finding::find_on() {
  seek_match(true);
}

void Finding::find_back() {
  seek_match(false);
}

// Stops.

/// The end of the call that one is in, or else of the next one.
SpanId Finding::next_return() const {
  const auto is_return = [](const trace::Span& span) {
    return span.kind == Kind::mode_switch && span.name == trace::WellKnown::to_user;
  };
  const trace::Trace& trace = *shared_.shown;
  const SpanId step = shared_.player.step_row();
  const bool is_within = step != no_span && !is_return(trace[step]);
  const trace::CallId call = is_within ? trace[step].call : 0;
  const auto next = [&](SpanId from) {
    return call == 0 ? trace.next(from, set_of(Kind::mode_switch)) : trace.next_of_call(call, from);
  };
  SpanId row = next(shared_.player.cursor().begun);
  while (row != no_span && !is_return(trace[row]))
    row = next(row + 1);
  return row;
}

SpanId Finding::next_stop(std::string_view what) const {
  const SpanId from = shared_.player.cursor().begun;
  if (what == "copy") return shared_.shown->next(from, set_of(Kind::cpu_copy));
  if (what == "switch") return shared_.shown->next(from, set_of(Kind::mode_switch));
  if (what == "return") return next_return();
  if (what == "byte")
    for (const SpanId row : shared_.shown->journey(shared_.front(), Bytes(shared_.choices.follow)))
      if (row >= from && trace::is_copy((*shared_.shown)[row].kind)) return row;
  return no_span;
}

void Finding::stop_at(const Action& action) {
  shared_.choices.menu.clear();
  if (!shared_.shown || shared_.lesson.index() != 0) return;
  const SpanId row = next_stop(action.text);
  if (row == no_span)
    shared_.choices.notice = "none_left";
  else
    play_to(row);
}

/// Plays on until the row's step rests. What lies far away is not played: it begins just before.
void Finding::play_to(SpanId row) {
  Player& player = shared_.player;
  shared_.choices.notice.clear();
  shared_.race.pause();
  player.pause();
  const std::int64_t target = shared_.shown->step_number(shared_.shown->cursor_on(row));
  if (shared_.in_race()) return player.go_to_row(row);
  if (target - player.step() > Shared::most_steps_played) player.go_to_step(target - 1);
  player.select(row);
  player.set_stops({row});
  player.play_to_stop();
}

// The table.

void Finding::settle() {
  Player& player = shared_.player;
  rows_.settle(shared_.shown, player.step_row(), player.selection());
  if (!shared_.shown || shared_.lesson.hides_counters()) finder_.close();
  finder_.set_trace(finder_.is_open() ? shared_.shown : nullptr);
  if (const auto found = finder_.take_found()) {
    player.pause();
    player.go_to_row(*found);
    rows_.settle(shared_.shown, player.step_row(), player.selection());
  }
}

void Finding::sort_rows(const Action& action) {
  for (int i = 0; i < row_columns; ++i)
    if (const auto column = static_cast<RowOrder::Column>(i); name_of(column) == action.text)
      rows_.sort_by(column);
}

/// In the table; elsewhere along what is found.
void Finding::row_beside(std::int64_t places) {
  if (finder_.is_open()) return seek_match(places > 0);
  if (shared_.choices.view != View::rows || !shared_.shown) return;
  const SpanId row = rows_.beside(places);
  if (row == no_span) return;
  shared_.player.pause();
  shared_.player.go_to_row(row);
}

void Finding::row_on() {
  row_beside(1);
}

void Finding::row_back() {
  row_beside(-1);
}

void Finding::work(std::uint64_t budget) {
  finder_.work(budget);
  rows_.work(budget);
}

} // namespace copyscope::gui
