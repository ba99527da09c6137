// Finding rows, playing on to one as a debugger does, and the table of all rows.
#include "gui/control/controller.h"
#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

using trace::Kind;
using trace::no_span;
using trace::SpanId;

constexpr std::string_view find_key = "find=";
constexpr std::uint64_t sought_at_once = 100'000; // rows looked at before a key is answered
constexpr int most_crossings = 200'000;           // looked at for the return of a call

} // namespace

// Finding. What a question still hides is not to be found either.

void Controller::find(const Action&) {
  if (!shown_ || lesson_.hides_counters()) return;
  choices_.menu.clear();
  finder_.open();
}

void Controller::find_close(const Action&) {
  finder_.close();
}

bool Controller::type_into_find(const Action& action) {
  if (!std::string_view(action.text).starts_with(find_key)) return false;
  if (!finder_.is_open() || !shown_) return true;
  finder_.set_trace(shown_);
  finder_.set_text(action.text.substr(find_key.size()), player_.cursor().begun);
  if (action.number != 1) seek_match(true); // entered
  return true;
}

void Controller::seek_match(bool forward) {
  if (!finder_.is_open()) return find({});
  finder_.set_trace(shown_);
  finder_.seek(rows_.current(), forward);
  finder_.work(sought_at_once);
}

void Controller::find_on(const Action&) {
  seek_match(true);
}

void Controller::find_back(const Action&) {
  seek_match(false);
}

// Stops.

/// The end of the call that one is in, or else of the next one.
SpanId Controller::next_return() const {
  const auto is_return = [](const trace::Span& span) {
    return span.kind == Kind::mode_switch && span.name == trace::WellKnown::to_user;
  };
  const SpanId step = player_.step_row();
  const bool is_within = step != no_span && !is_return((*shown_)[step]);
  const std::uint32_t call = is_within ? (*shown_)[step].call : 0;
  SpanId row = player_.cursor().begun;
  for (int i = 0; i < most_crossings; ++i, ++row) {
    row = shown_->next(row, set_of(Kind::mode_switch));
    if (row == no_span) return no_span;
    const trace::Span& span = (*shown_)[row];
    if (is_return(span) && (call == 0 || span.call == call)) return row;
  }
  return no_span;
}

SpanId Controller::next_stop(std::string_view what) const {
  const SpanId from = player_.cursor().begun;
  if (what == "copy") return shown_->next(from, set_of(Kind::cpu_copy));
  if (what == "switch") return shown_->next(from, set_of(Kind::mode_switch));
  if (what == "return") return next_return();
  if (what == "byte")
    for (const SpanId row : shown_->journey(0, Bytes(choices_.follow)))
      if (row >= from && trace::is_copy((*shown_)[row].kind)) return row;
  return no_span;
}

void Controller::stop_at(const Action& action) {
  choices_.menu.clear();
  if (!shown_ || lesson_.index() != 0) return;
  const SpanId row = next_stop(action.text);
  if (row == no_span)
    choices_.notice = "none_left";
  else
    play_to(row);
}

/// Plays on until the row's step rests. What lies far away is not played: it begins just before.
void Controller::play_to(SpanId row) {
  choices_.notice.clear();
  race_.pause();
  player_.pause();
  const std::int64_t target = shown_->step_number(shown_->cursor_on(row));
  if (in_race()) return player_.go_to_row(row);
  if (target - player_.step() > most_steps_played) player_.go_to_step(target - 1);
  player_.select(row);
  player_.set_stops({row});
  player_.play_to_stop();
}

void Controller::no_range(const Action&) {
  player_.clear_range();
}

// The table.

void Controller::settle_rows() {
  rows_.settle(shown_, player_.step_row(), player_.selection());
  if (!shown_ || lesson_.hides_counters()) finder_.close();
  finder_.set_trace(finder_.is_open() ? shown_ : nullptr);
  if (const auto found = finder_.take_found()) {
    player_.pause();
    player_.go_to_row(*found);
    rows_.settle(shown_, player_.step_row(), player_.selection());
  }
}

void Controller::sort_rows(const Action& action) {
  for (int i = 0; i < row_columns; ++i)
    if (const auto column = static_cast<RowOrder::Column>(i); name_of(column) == action.text)
      rows_.sort_by(column);
}

/// In the table; elsewhere along what is found.
void Controller::row_beside(std::int64_t places) {
  if (finder_.is_open()) return seek_match(places > 0);
  if (choices_.view != View::rows || !shown_) return;
  const SpanId row = rows_.beside(places);
  if (row == no_span) return;
  player_.pause();
  player_.go_to_row(row);
}

void Controller::row_on(const Action&) {
  row_beside(1);
}

void Controller::row_back(const Action&) {
  row_beside(-1);
}

void Controller::scroll_to(const Action& action) {
  if (action.text == "rows")
    rows_.scroll_to(static_cast<double>(action.number) / static_cast<double>(whole_width));
}

} // namespace copyscope::gui
