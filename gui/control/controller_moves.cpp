// Moving the cursor, and giving the lesson.
#include "assets/assets.h"
#include "figure/words/time_words.h"
#include "gui/control/controller.h"
#include "gui/session/gestures.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace copyscope::gui {

namespace {

using When = scenario::Moment::When;

constexpr auto race_name = "race";                      // of its timeline
constexpr std::string_view vote_prefix = "vote.";       // of the keys of fields that count hands
constexpr trace::SpanId most_rows_searched = 2'000'000; // for the next execution of a line

/// The next row with that label, from a row on, and round again from the start.
trace::SpanId next_with_label(const trace::Trace& trace, const std::string& label,
                              trace::SpanId from) {
  const auto& labels = trace.labels();
  const auto found = std::ranges::find(labels, label);
  if (found == labels.end()) return trace::no_span;
  const auto id = static_cast<trace::StringId>(found - labels.begin());
  const auto search = [&](trace::SpanId begin, trace::SpanId end) {
    end = std::min(end, std::min(trace.size(), begin + most_rows_searched));
    for (trace::SpanId row = begin; row < end; ++row)
      if (trace[row].label == id) return row;
    return trace::no_span;
  };
  const trace::SpanId later = search(std::min(from, trace.size()), trace.size());
  return later != trace::no_span ? later : search(0, from);
}

} // namespace

void Controller::play(const Action&) {
  choices_.blank = false;
  if (in_race()) return race_.toggle_play();
  if (lesson_.index() == 0) {
    if (!player_.playing()) player_.set_stops({}); // those of before were for once
    player_.toggle_play();
    return propose_true_time();
  }
  if (player_.playing()) return player_.pause();
  go_on_with_lesson();
}

void Controller::step_on(const Action&) {
  if (in_race()) return race_.step_on();
  player_.step_on();
}

void Controller::step_back(const Action&) {
  if (in_race()) return race_.step_back();
  player_.step_back();
}

void Controller::page_on(const Action& action) {
  choices_.blank = false;
  if (presents_race() && lesson_.index() != 0)
    leave_race(); // the pages are the lesson's
  else if (in_race())
    return step_on(action);
  if (lesson_.index() == 0) return player_.step_on();
  go_on_with_lesson();
}

void Controller::page_back(const Action& action) {
  choices_.blank = false;
  if (presents_race() && lesson_.index() != 0) return leave_race(); // to the slide below it
  if (in_race()) return step_back(action);
  if (lesson_.index() == 0) return player_.step_back();
  if (lesson_.previous()) show_slide(Move::jump);
}

void Controller::call_on(const Action&) {
  player_.call_on();
}

void Controller::call_back(const Action&) {
  player_.call_back();
}

void Controller::effect(const Action&) {
  player_.to_effect();
}

void Controller::cause(const Action&) {
  player_.to_cause();
}

void Controller::home(const Action&) {
  if (in_race()) return race_to({}, false);
  player_.home();
}

void Controller::end(const Action&) {
  if (in_race()) return race_to(race_.end(), false);
  player_.end();
}

void Controller::step(const Action& action) {
  player_.pause();
  player_.go_to_step(std::clamp<std::int64_t>(action.number, 0, player_.steps()));
}

void Controller::row(const Action& action) {
  if (!shown_ || action.number < 0 || action.number >= shown_->size()) return;
  player_.pause();
  player_.go_to_row(static_cast<trace::SpanId>(action.number));
}

void Controller::line(const Action& action) {
  if (!shown_) return;
  const assets::Method* const method = assets::method(shown_->header().method);
  if (!method || action.number < 1 ||
      action.number > static_cast<std::int64_t>(method->listing.size()))
    return;
  const std::string& label = method->listing[static_cast<std::size_t>(action.number - 1)].label;
  if (label.empty()) return;
  const trace::SpanId found = next_with_label(*shown_, label, player_.cursor().begun);
  if (found == trace::no_span) return;
  player_.pause();
  player_.go_to_row(found);
}

void Controller::seek(const Action& action) {
  player_.seek(Time::from_ps(action.number));
}

/// A place of the timeline as it is seen now.
void Controller::scrub(const Action& action) {
  if (!shown_) return;
  const bool dragging = last_action_ == action::scrub;
  const double place =
      std::clamp(choices_.zoom.at(static_cast<double>(action.number) / whole_width), 0.0, 1.0);
  player_.pause();
  const auto time_in = [&](Time whole) {
    return Time::from_ps(static_cast<std::int64_t>(place * static_cast<double>(whole.ps())));
  };
  if (action.text == race_name)
    race_to(time_in(race_.scale()), dragging);
  else if (player_.in_story_time())
    player_.seek_story(place * story_->length(), dragging);
  else
    player_.seek(time_in(shown_->end()), dragging);
}

/// A movement of the pointer is over: the next one is remembered by itself.
void Controller::scrubbed(const Action&) {}

/// That place of the timeline as a moment of the shown run.
Cursor Controller::cursor_at_share(const Action& action) const {
  const double place =
      std::clamp(choices_.zoom.at(static_cast<double>(action.number) / whole_width), 0.0, 1.0);
  const bool is_race = action.text == race_name;
  if (!is_race && player_.in_story_time()) return player_.cursor_at_story(place * story_->length());
  const Time whole = is_race ? race_.scale() : shown_->end();
  const auto ps = static_cast<std::int64_t>(place * static_cast<double>(whole.ps()));
  return shown_->cursor_at(std::min(Time::from_ps(ps), shown_->end()));
}

void Controller::range_from(const Action& action) {
  if (shown_) range_from_ = cursor_at_share(action);
}

/// From where a range was begun, or else from the cursor.
void Controller::range_to(const Action& action) {
  if (!shown_) return;
  const bool begun = last_action_ == action::range_from || last_action_ == action::range_to;
  const Cursor from = begun && range_from_ ? *range_from_ : player_.cursor();
  if (!begun) range_from_.reset();
  player_.select_range(from, cursor_at_share(action));
}

void Controller::select(const Action& action) {
  if (shown_ && action.number >= 0 && action.number < shown_->size())
    player_.select(static_cast<trace::SpanId>(action.number));
}

void Controller::recall(const Action&) {
  player_.recall();
}

void Controller::speed(const Action& action) {
  constexpr std::int64_t most = 2'000'000'000; // the player knows what makes sense
  player_.set_speed(
      action.number == 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(action.number, 10, most)));
  choices_.speed = std::min(player_.speed(), Choices::fastest_kept);
}

/// To the end without stopping, so that it does not take long.
void Controller::play_whole(const Action& action) {
  if (!shown_ || lesson_.index() != 0) return;
  choices_.notice.clear();
  story_time({action::story_time, action.number == 0 ? 0 : 1, {}});
  if (action.number != 0) player_.set_speed(player_.speeds().back());
  player_.set_stops({});
  player_.play_to_stop();
}

/// Nobody watches a story for hours.
void Controller::propose_true_time() {
  constexpr double too_long = 3600; // seconds
  const double seconds = player_.story_seconds() * 100 / player_.speed();
  if (player_.playing() && player_.in_story_time() && seconds > too_long)
    choices_.notice = "long_story";
}

void Controller::notice(const Action&) {
  choices_.notice.clear();
}

void Controller::stop_each(const Action&) {
  choices_.stop_after_each_step = !player_.stops_after_each_step();
  player_.set_stop_after_each_step(choices_.stop_after_each_step);
}

void Controller::story_time(const Action& action) {
  choices_.story_time = action.number < 0 ? !player_.in_story_time() : action.number != 0;
  player_.set_story_time(choices_.story_time);
  choices_.notice.clear();
  choices_.zoom.fit(); // what was seen of the one scale is elsewhere on the other
}

// The lesson.

void Controller::bookmark(const Action& action) {
  if (action.number == 0)
    lesson_.restart();
  else if (action.number < 0 || !lesson_.go_to(static_cast<std::size_t>(action.number)))
    return;
  if (lesson_.index() == 0) return;
  if (!choices_.presenting) choices_.view = View::lesson;
  show_slide(Move::jump);
}

void Controller::answer(const Action& action) {
  if (action.number < 1 ||
      !lesson_.answer(static_cast<std::size_t>(action.number), session_.results()))
    return;
  if (!lesson_.is_asking()) show_slide(Move::play);
}

void Controller::skip(const Action&) {
  if (lesson_.skip()) show_slide(Move::play);
}

void Controller::vote(const Action&) {
  if (!presents_race()) lesson_.toggle_vote();
}

/// "vote.2=17": so many hands for the second choice.
bool Controller::type_into_vote(const Action& action) {
  if (!action.text.starts_with(vote_prefix)) return false;
  const std::string_view typed = std::string_view(action.text).substr(vote_prefix.size());
  const std::size_t equals = std::min(typed.find('='), typed.size());
  const auto number_in = [](std::string_view digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  };
  const int choice = number_in(typed.substr(0, equals));
  if (Vote* const vote = lesson_.open_vote(); vote && choice > 0 && equals < typed.size())
    vote->set(static_cast<std::size_t>(choice - 1), number_in(typed.substr(equals + 1)));
  return true;
}

/// The next slide; an open question is answered by its answer.
void Controller::go_on_with_lesson() {
  // Whoever goes on before the last slide has been played out is where it leads to.
  if (player_.animating() || pending_ != Move::none) show_slide(Move::jump);
  if (lesson_.skip() || lesson_.next()) show_slide(Move::play);
}

void Controller::show_slide(Move move) {
  const Slide* const slide = lesson_.current();
  if (!slide) return;
  pending_ = move;
  choices_.real_shown = false;
  show_case_at(slide->case_index);
  resolve_lesson();
  show_trace();
  settle();
}

/// Moves to the current slide as soon as its trace is there.
void Controller::settle() {
  const Slide* const slide = lesson_.current();
  if (pending_ == Move::none) return;
  if (!slide || slide->case_index != session_.shown_case()) {
    pending_ = Move::none;
    return;
  }
  const bool is_known = slide->when != When::event || slide->row != trace::no_span;
  if (!shown_ || !session_.shown_slot().is_current() || !is_known) return;
  move_to(*slide, std::exchange(pending_, Move::none));
}

void Controller::move_to(const Slide& slide, Move move) {
  const bool to_end = slide.when == When::end;
  const std::int64_t here = player_.step();
  const std::int64_t target = slide.when == When::start ? 0
                              : to_end                  ? player_.steps()
                                       : shown_->step_number(shown_->cursor_on(slide.row));
  const bool is_far = target - here > most_steps_played;
  // What has been played out is not played again, and a comparison has no run of its own.
  const bool is_over = to_end && (is_far || target == here || lesson_.compares());
  if (move == Move::jump || target < here || is_over) {
    player_.pause();
    if (to_end)
      player_.end();
    else
      player_.go_to_step(target);
    return;
  }
  if (target == here) return; // there, or on the way
  if (is_far) player_.go_to_step(target - 1);
  player_.set_stops(to_end ? std::vector<trace::SpanId>() : std::vector{slide.row});
  player_.play_to_stop();
}

} // namespace copyscope::gui
