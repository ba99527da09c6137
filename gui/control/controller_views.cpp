// Views and choices: how things are looked at.
#include "gui/control/controller.h"
#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr double rows_pitch = 240; // tenths of a row of their table, about as high as it is drawn

} // namespace

void Controller::set_view(View view) {
  if (view == View::compare && presents_race()) return leave_race(); // the same key closes it
  if (view == choices_.view) return;
  if (!session_.is_open() && view != View::home) return; // there is nothing to be seen there
  choices_.view_before = choices_.view;
  choices_.view = view;
  choices_.menu.clear();
  choices_.help = choices_.about = false;
  if (view == View::lesson) {
    if (lesson_.enter()) show_slide(Move::jump);
  } else if (choices_.presenting && view == View::compare) {
    if (Vote* const vote = lesson_.open_vote()) vote->close(); // the race has the keys now
  } else if (view != View::stage || !choices_.presenting) {
    choices_.presenting = choices_.blank = false; // it shows stage and race, and nothing else
    lesson_.leave();
  }
  if (view == View::follow && shown_) follow_offset(choices_.follow);
}

void Controller::view(const Action& action) {
  if (const View* const named = view_named(action.text)) set_view(*named);
}

void Controller::show_case_at(std::size_t index) {
  if (index == session_.shown_case() || !session_.show_case(index)) return;
  player_.pause();
  branch_.clear();
  choices_.part.clear();
}

void Controller::show_case(const Action& action) {
  if (action.number >= 0) show_case_at(static_cast<std::size_t>(action.number));
  choices_.menu.clear();
}

void Controller::case_on(const Action&) {
  if (session_.is_open()) show_case_at((session_.shown_case() + 1) % session_.case_count());
}

void Controller::case_back(const Action&) {
  const std::size_t count = session_.case_count();
  if (count > 0) show_case_at((session_.shown_case() + count - 1) % count);
}

void Controller::reference(const Action& action) {
  if (action.number >= 0 && action.number < static_cast<std::int64_t>(session_.case_count()))
    choices_.reference = static_cast<std::size_t>(action.number);
  choices_.menu.clear();
}

void Controller::follow_offset(std::int64_t offset) {
  choices_.follow = std::clamp<std::int64_t>(offset, 0, scenario::largest_size);
  player_.follow(Player::Byte{0, Bytes(choices_.follow)});
}

/// A strip of bytes was clicked: its journey is seen in the view for that.
void Controller::follow(const Action& action) {
  if (!session_.is_open()) return;
  follow_offset(action.number);
  if (lesson_.index() == 0) set_view(View::follow);
}

void Controller::align_offsets(const Action&) {
  choices_.align_offsets = !choices_.align_offsets;
}

void Controller::choose_case(const Action& action) {
  choices_.fifth.reset();
  if (action.number >= 0)
    choices_.choose_case(static_cast<std::size_t>(action.number), session_.case_count());
}

void Controller::drop_case(const Action& action) {
  if (action.number >= 0) choices_.drop_case(static_cast<std::size_t>(action.number));
}

void Controller::against_real(const Action&) {
  choices_.against_real = !choices_.against_real;
  choices_.against_branch = false;
}

void Controller::against_branch(const Action&) {
  choices_.against_branch = !choices_.against_branch && branch_.other();
  if (!choices_.against_branch) return;
  choices_.against_real = false;
  if (choices_.view != View::compare) set_view(View::compare);
}

void Controller::source(const Action& action) {
  if (!session_.is_open()) return;
  const bool wanted = action.text.empty() ? !choices_.real_shown : action.text == "real";
  choices_.real_shown = wanted && real_.trace(session_.which(session_.shown_case()).id);
}

// The timeline.

void Controller::zoom_in(const Action&) {
  choices_.zoom.scale(1 / Zoom::step,
                      std::clamp(choices_.zoom.share_of(place_of_cursor()), 0.0, 1.0));
}

void Controller::zoom_out(const Action&) {
  choices_.zoom.scale(Zoom::step, std::clamp(choices_.zoom.share_of(place_of_cursor()), 0.0, 1.0));
}

void Controller::zoom_fit(const Action&) {
  choices_.zoom.fit();
}

void Controller::zoom_at(const Action& action) {
  const double share = std::clamp(static_cast<double>(action.number) / whole_width, 0.0, 1.0);
  choices_.zoom.scale(action.text == "out" ? Zoom::step : 1 / Zoom::step, share);
}

void Controller::pan(const Action& action) {
  choices_.zoom.pan(std::clamp(static_cast<double>(action.number) / whole_width, -1.0, 1.0));
}

void Controller::scroll(const Action& action) {
  if (action.text == "rows") return rows_.scroll(static_cast<double>(action.number) / rows_pitch);
  // In tenths. The view knows how long its list is, but for that of files.
  const std::int64_t far =
      action.text == FileBrowser::list ? browser_.most_scrolled() : std::int64_t{10'000'000};
  if (!choices_.scrolled.contains(action.text) && choices_.scrolled.size() >= 64) return;
  std::int64_t& scrolled = choices_.scrolled[action.text];
  scrolled = std::clamp(scrolled + std::clamp(action.number, -far, far), std::int64_t{0}, far);
}

void Controller::measure(const Action&) {
  if (shown_) player_.mark(player_.cursor().time);
}

// The program itself.

void Controller::language(const Action&) {
  choices_.language =
      choices_.language == figure::Language::zh ? figure::Language::en : figure::Language::zh;
  choices_.scrolled.erase(Explained::list); // its lines are others
}

void Controller::theme(const Action&) {
  choices_.theme = choices_.theme == "dark" ? "light" : "dark";
}

void Controller::type_larger(const Action&) {
  choices_.type_percent = std::min(choices_.type_percent + 10, Choices::largest_type);
}

void Controller::type_smaller(const Action&) {
  choices_.type_percent = std::max(choices_.type_percent - 10, Choices::smallest_type);
}

void Controller::help(const Action&) {
  choices_.help = !choices_.help;
  choices_.about = false;
  choices_.menu.clear();
}

void Controller::about(const Action&) {
  choices_.about = !choices_.about;
  choices_.help = false;
  choices_.menu.clear();
}

void Controller::menu(const Action& action) {
  choices_.menu = choices_.menu == action.text ? std::string() : action.text;
  if (choices_.menu == "context") choices_.menu.clear(); // is asked for with a place
  if (choices_.menu == "open" || choices_.menu == "save") start_browsing();
}

/// What lies over the view; true where there was something.
bool Controller::closes_overlay() {
  if (confirm_.is_open()) {
    answer_confirm({});
    return true;
  }
  if (export_.is_open() && export_.steps_back()) return true;
  if (choices_.fifth)
    choices_.fifth.reset();
  else if (!choices_.menu.empty())
    choices_.menu.clear();
  else if (!choices_.notice.empty())
    choices_.notice.clear();
  else if (finder_.is_open())
    finder_.close();
  else if (inspects())
    choices_.part.clear();
  else if (explained_.is_open() && explains())
    explained_.close();
  else if (choices_.help || choices_.about)
    choices_.help = choices_.about = false;
  else if (choices_.blank)
    choices_.blank = false;
  else if (lesson_.open_vote())
    lesson_.toggle_vote();
  else if (!session_.complaints().empty())
    session_.dismiss();
  else if (saved_)
    saved_.reset();
  else
    return false;
  return true;
}

/// Closes what lies on top, one thing at a time; on the bare stage, what is marked.
void Controller::back(const Action& action) {
  if (closes_overlay()) return;
  if (presents_race()) return leave_race();
  if (choices_.presenting) return present(action);
  if (player_.range()) return player_.clear_range();
  if (!player_.marks().empty()) return player_.clear_marks();
  if (choices_.view != View::stage && session_.is_open()) return set_view(View::stage);
  lesson_.leave();
  if (player_.selection() != trace::no_span || !choices_.part.empty()) {
    player_.select(trace::no_span);
    choices_.part.clear();
  }
}

} // namespace copyscope::gui
