#include "gui/control/looking.h"

#include "gui/control/file_browser.h"
#include "gui/session/explained.h"
#include "gui/session/gestures.h"

#include <algorithm>

namespace copyscope::gui {

namespace {

constexpr auto rows_list = "rows"; // the table of them, among what scrolls
constexpr double rows_pitch = 240; // tenths of one of its rows, about as high as it is drawn

} // namespace

Handlers Looking::actions() {
  return {{action::view, does(this, &Looking::view)},
          {action::show_case, does(this, &Looking::show_case)},
          {action::case_on, does(this, &Looking::case_on)},
          {action::case_back, does(this, &Looking::case_back)},
          {action::reference, does(this, &Looking::reference)},
          {action::follow, does(this, &Looking::follow)},
          {action::align_offsets, does(this, &Looking::align_offsets)},
          {action::choose_case, does(this, &Looking::choose_case)},
          {action::drop_case, does(this, &Looking::drop_case)},
          {action::against_real, does(this, &Looking::against_real)},
          {action::against_branch, does(this, &Looking::against_branch)},
          {action::source, does(this, &Looking::source)},
          {action::scroll, does(this, &Looking::scroll)},
          {action::scroll_to, does(this, &Looking::scroll_to)},
          {action::language, does(this, &Looking::language)},
          {action::theme, does(this, &Looking::theme)},
          {action::type_larger, does(this, &Looking::type_larger)},
          {action::type_smaller, does(this, &Looking::type_smaller)}};
}

void Looking::show(View view) {
  Choices& choices = shared_.choices;
  if (view == View::compare && shared_.presents_race())
    return teaching_.leave_race(); // the same key closes it
  if (view == choices.view) return;
  if (!shared_.session.is_open() && view != View::home) return; // there is nothing to be seen there
  choices.view_before = choices.view;
  choices.view = view;
  choices.menu.clear();
  choices.help = choices.about = false;
  if (view == View::lesson) {
    teaching_.enter();
  } else if (choices.presenting && view == View::compare) {
    if (Vote* const vote = shared_.lesson.open_vote()) vote->close(); // the race has the keys now
  } else if (view != View::stage || !choices.presenting) {
    choices.presenting = choices.blank = false; // it shows stage and race, and nothing else
    shared_.lesson.leave();
  }
  if (view == View::follow && shared_.shown) shared_.follow(choices.follow);
}

void Looking::view(const Action& action) {
  if (const View* const named = view_named(action.text)) show(*named);
}

void Looking::show_case(const Action& action) {
  if (action.number >= 0) shared_.show_case(static_cast<std::size_t>(action.number));
  shared_.choices.menu.clear();
}

void Looking::case_on() {
  const Session& session = shared_.session;
  if (session.is_open()) shared_.show_case((session.shown_case() + 1) % session.case_count());
}

void Looking::case_back() {
  const std::size_t count = shared_.session.case_count();
  if (count > 0) shared_.show_case((shared_.session.shown_case() + count - 1) % count);
}

void Looking::reference(const Action& action) {
  if (action.number >= 0 && action.number < static_cast<std::int64_t>(shared_.session.case_count()))
    shared_.choices.reference = static_cast<std::size_t>(action.number);
  shared_.choices.menu.clear();
}

/// A strip of bytes was clicked: its journey is seen in the view for that.
void Looking::follow(const Action& action) {
  if (!shared_.session.is_open()) return;
  shared_.follow(action.number);
  if (shared_.lesson.index() == 0) show(View::follow);
}

void Looking::align_offsets() {
  shared_.choices.align_offsets = !shared_.choices.align_offsets;
}

void Looking::choose_case(const Action& action) {
  shared_.choices.fifth.reset();
  if (action.number >= 0)
    shared_.choices.choose_case(static_cast<std::size_t>(action.number),
                                shared_.session.case_count());
}

void Looking::drop_case(const Action& action) {
  if (action.number >= 0) shared_.choices.drop_case(static_cast<std::size_t>(action.number));
}

void Looking::against_real() {
  Choices& choices = shared_.choices;
  choices.against_real = !choices.against_real;
  choices.against_branch = false;
}

void Looking::against_branch() {
  Choices& choices = shared_.choices;
  choices.against_branch = !choices.against_branch && shared_.branch.other();
  if (!choices.against_branch) return;
  choices.against_real = false;
  if (choices.view != View::compare) show(View::compare);
}

void Looking::source(const Action& action) {
  const Session& session = shared_.session;
  if (!session.is_open()) return;
  const bool wanted = action.text.empty() ? !shared_.choices.real_shown : action.text == "real";
  shared_.choices.real_shown = wanted && shared_.real.trace(session.which(session.shown_case()).id);
}

// Lists.

void Looking::scroll(const Action& action) {
  Choices& choices = shared_.choices;
  if (action.text == rows_list)
    return finding_.rows().scroll(static_cast<double>(action.number) / rows_pitch);
  // In tenths. The view knows how long its list is, but for those of files and of cases.
  std::int64_t far = 10'000'000;
  if (action.text == FileBrowser::list) far = shared_.browser.most_scrolled();
  if (action.text == Choices::durations_list) {
    far = Choices::durations_pitch * static_cast<std::int64_t>(shared_.session.case_count());
    choices.scrolled_at_case = shared_.session.shown_case();
  }
  if (!choices.scrolled.contains(action.text) && choices.scrolled.size() >= 64) return;
  std::int64_t& scrolled = choices.scrolled[action.text];
  scrolled = std::clamp(scrolled + std::clamp(action.number, -far, far), std::int64_t{0}, far);
}

void Looking::scroll_to(const Action& action) {
  if (action.text == rows_list)
    finding_.rows().scroll_to(static_cast<double>(action.number) /
                              static_cast<double>(whole_width));
}

// The program itself.

void Looking::language() {
  Choices& choices = shared_.choices;
  choices.language =
      choices.language == figure::Language::zh ? figure::Language::en : figure::Language::zh;
  choices.scrolled.erase(Explained::list); // its lines are others
}

void Looking::theme() {
  shared_.choices.theme = shared_.choices.theme == "dark" ? "light" : "dark";
}

void Looking::type_larger() {
  shared_.choices.type_percent = std::min(shared_.choices.type_percent + 10, Choices::largest_type);
}

void Looking::type_smaller() {
  shared_.choices.type_percent =
      std::max(shared_.choices.type_percent - 10, Choices::smallest_type);
}

} // namespace copyscope::gui
